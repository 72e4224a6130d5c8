/** What CPython's pools tell of themselves, as the library's own do: their calls, and in each worker its tasks. */
import { pipeOf } from '../../multiprocessing/connection/pipe'
import { PIPE } from '../../multiprocessing/connection/layout'
import { Meter } from '../../multiprocessing/pool/meter'
import { Work } from '../../multiprocessing/pool/works'
import { Answer } from '../../multiprocessing/segment/answer'
import { attached, isMeasured } from '../../multiprocessing/segment/attachment'
import { CALLS, CLAIM, FAILED, GOT, MAP, POOL, READY } from '../../multiprocessing/segment/layout'
import { stand } from '../../multiprocessing/segment/showing'
import { NOWHERE, siteOfCaller } from '../../multiprocessing/segment/sites'
import type { Blocking } from './blocking'
import { recordOf } from './shared'
import type { Table } from './table'

export function tasks(table: Table, blocking: Blocking) {
  return { ...ofOwner(table, blocking), ...ofWorker() }
}

function ofOwner(table: Table, blocking: Blocking) {
  /** By number: pools, and calls that go on. */
  const works = new Map<number, Work>()
  const stands = new Map<number, ReturnType<typeof stand>>()
  let lastStand = 0
  const enter = (work: Work): number => {
    works.set(work.id, work)
    return work.id
  }
  const site = () => (isMeasured() ? siteOfCaller() : NOWHERE)
  const end = (number: number) => {
    works.get(number)?.end()
    works.delete(number)
  }
  return {
    /**
     * @param tasks the end that workers receive from, which is shown as the pool
     * @param results the end that their results are received from
     * @returns the pool's number among the works
     */
    newPool(tasks: number, results: number, name: string, workers: number) {
      const work = new Work(POOL, null, name, workers, 0, site())
      const channel = attached().segment.f64((pipeOf(table.any(results))?.thing ?? 0) + PIPE.channels)
      recordOf(table.any(tasks))?.setPool(channel, work.id)
      return enter(work)
    },
    /** A call for each of a list of items, of which so many are known of; or all single calls of a pool together. */
    newCall(pool: number, isSingle: boolean, name: string, workers: number, chunksize: number, total: number) {
      const work = new Work(isSingle ? CALLS : MAP, works.get(pool) ?? null, name, workers, chunksize, site())
      work.total = total
      work.update()
      return enter(work)
    },
    moreItems(call: number, count: number) {
      const work = works.get(call)
      if (work === undefined) return
      work.total += count
      work.update()
    },
    /** So many items of a call have their results, or an error. */
    settledItems(call: number, count: number, haveFailed: boolean, isLast: boolean) {
      const work = works.get(call)
      if (work === undefined) return
      work.done += count
      if (haveFailed) work.failed += count
      if (isLast) end(call)
      else work.update()
    },
    endWork: end,
    /**
     * The script waits for results of a pool from now on.
     * @param tasks as for `newPool`
     * @returns a number for `endPoolWait`
     */
    beginPoolWait(tasks: number, ends: boolean) {
      const number = recordOf(table.any(tasks))?.number ?? 0
      const source = { kind: 'Pool', number, slow: true, withdraw: () => undefined } as const
      stands.set(
        ++lastStand,
        stand(source, ends, new Answer(), (error) => blocking.breakMain(error)),
      )
      return lastStand
    },
    endPoolWait(number: number, hasFailed: boolean) {
      stands.get(number)?.(hasFailed ? FAILED : GOT)
      stands.delete(number)
    },
  }
}

function ofWorker() {
  let meter: Meter
  const task = { work: 0, index: 0, count: 1, attempt: 1, fn: 0, fnLength: 0, fnOffset: 0 }
  const flags = { star: false, each: false, timed: false }
  const note = (hasFailed: boolean) => meter.note({ ...task, ...flags }, hasFailed ? 0 : task.count, hasFailed)
  return {
    beginWorker() {
      meter = new Meter()
      meter.reached(READY)
    },
    /** The worker has received a task of so many bytes. */
    taskTaken(bytes: number) {
      meter.reach(false)
      meter.take(bytes)
    },
    /** It has been unpickled, and its function is about to be called. @param call its number among the works */
    taskBegins(call: number, index: number, count: number) {
      Object.assign(task, { work: call, index, count })
      const { segment } = attached()
      for (const [i, word] of [call, index, count, task.attempt].entries())
        segment.setU32(meter.claim + CLAIM.work + i * 4, word)
      meter.decoded()
      meter.begin(0, false)
    },
    taskReturned: () => meter.returned(),
    /** Its result has been pickled. @returns whether it is to be told in short, with `taskTold` */
    taskPickled(bytes: number, hasFailed: boolean) {
      meter.encoded(bytes)
      if (meter.isShown(hasFailed)) return true
      note(hasFailed)
      return false
    },
    taskTold(items: string, result: string, hasFailed: boolean) {
      meter.show(items, result)
      note(hasFailed)
    },
    taskSent() {
      meter.sent()
      meter.finish()
    },
  }
}
