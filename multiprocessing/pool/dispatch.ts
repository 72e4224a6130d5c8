/** The caller's side of a pool: hands out chunks, takes results, replaces workers that died, settles calls. */
import { decode } from '../encoding'
import { InitializerError, PoolTerminatedError, ValueError } from '../errors'
import type { Process } from '../process'
import { attached } from '../segment/attachment'
import { Channel } from '../segment/channel'
import { HEADER } from '../segment/layout'
import {
  awaited,
  blocked,
  isSoonReady,
  isWorthWaiting,
  linger,
  PENDING,
  type Limits,
  type Pending,
  type Source,
} from '../segment/waiting'
import { AsyncResult } from './async-result'
import { FunctionStore } from './function-store'
import { arrived, Job, type Chunk, type JobInput } from './job'
import { BROKEN, DONE, readResultHead, RESULT_HEAD } from './records'
import type { WorkerSetup } from './worker'
import { Workers, type Lost } from './workers'

/** Chunks handed out and not settled: enough to keep the workers busy, few enough to bound memory. */
const IN_FLIGHT = 4096
/** Results taken before other promises get their turn. */
const BATCH = 512
/** Workers that may end before their first task, for each worker of the pool, until the pool gives up. */
const STILLBORN = 3

type State = 'running' | 'closing' | 'closed' | 'terminated'

/** A call as the pool asks for it. */
export type Call = Omit<JobInput, 'fn'> & { readonly fn: (...args: never[]) => unknown }

export class Dispatch {
  state: State = 'running'
  private readonly tasks: Channel
  private readonly results: Channel
  private readonly workers: Workers
  private readonly functions = new FunctionStore()
  private readonly jobs = new Map<number, Job>()
  private readonly queue: Job[] = []
  private readonly again: Chunk[] = []
  private readonly pool: number
  private readonly source: Source & { background: boolean }
  private inFlight = 0
  private deaths: number
  private stillborn = 0
  /** Why no call can be made any more. */
  private broken: Error | undefined

  /** @param pool its line in the table of works */
  constructor(size: number, ofContext: typeof Process, pool: number, setup: Omit<WorkerSetup, 'tasks' | 'results'>) {
    const { segment } = attached()
    this.pool = pool
    this.tasks = Channel.create(segment)
    this.results = Channel.create(segment)
    this.deaths = segment.u32(HEADER.deaths)
    this.source = {
      kind: 'Pool',
      number: this.results.number,
      background: true,
      isReady: () => this.results.canTake(),
      withdraw: (entry) => this.results.withdrawGetter(entry),
    }
    this.workers = new Workers(size, ofContext, { ...setup, tasks: this.tasks.offset, results: this.results.offset })
    void this.serve()
  }

  /** @throws ValueError, InitializerError when the pool takes no calls @throws EncodeError, CaptureError for the function */
  assertRunning(): void {
    if (this.broken !== undefined) throw this.broken
    if (this.state !== 'running') throw new ValueError('Pool not running')
  }

  submit<R>(call: Call): AsyncResult<R> {
    const result = new AsyncResult<R>({
      drive: (until, limits) => this.drive(until, limits),
      linger: (until) => call.single && this.jobs.size === 1 && this.linger(until),
    })
    const job = new Job({ ...call, fn: this.functions.store(call.fn) }, result as AsyncResult<unknown>)
    if (job.isDone) this.finish(job)
    else {
      this.jobs.set(job.id, job)
      this.queue.push(job)
      this.source.background = false
      this.feed()
    }
    return result
  }

  close(): void {
    if (this.state !== 'running') return
    this.state = 'closing'
    this.closeIfDone()
  }

  terminate(): void {
    this.end(new PoolTerminatedError('the pool was terminated before this result was there'))
  }

  async join(limits: Limits | undefined): Promise<void> {
    if (this.state === 'running') throw new ValueError('Pool is still running')
    await awaited(this.joining(), () => (this.hasEnded() ? true : PENDING), limits)
  }

  joinSync(limits: Limits | undefined): void {
    if (this.state === 'running') throw new ValueError('Pool is still running')
    this.drive(() => this.hasEnded(), limits)
  }

  /** Hands out chunks, as many as may be in flight. */
  private feed(): void {
    while (this.inFlight < IN_FLIGHT) {
      const again = this.again.pop()
      if (again !== undefined) {
        this.hand(again.job, again.index, again.attempt)
        continue
      }
      const job = this.queue[0]
      if (job === undefined) return
      if (job.next >= job.chunks) this.queue.shift()
      else this.hand(job, job.next++, 1)
    }
  }

  private hand(job: Job, index: number, attempt: number): void {
    try {
      this.tasks.tryPut(job.record(index, attempt), 0)
      this.inFlight++
    } catch (error) {
      if (job.fail(index, error as Error)) this.settled(job)
    }
  }

  /** Takes results as long as the pool lives. */
  private async serve(): Promise<void> {
    try {
      while (!this.hasEnded()) await awaited(this.source, (entry) => this.collect(entry))
    } catch (error) {
      this.end(error as Error)
    }
  }

  /** Settles what has come, replaces workers that died; PENDING when there was nothing to do. */
  private collect(entry: number): true | Pending {
    let taken = 0
    for (; taken < BATCH; taken++) {
      const record = this.results.tryTake(taken === 0 ? entry : 0)
      if (record === PENDING) break
      this.accept(record)
    }
    const deaths = attached().segment.u32(HEADER.deaths)
    if (taken === 0 && deaths === this.deaths) return PENDING
    // A worker's last results come before its death, so they are looked at first.
    if (deaths !== this.deaths && taken < BATCH) {
      this.deaths = deaths
      this.bury()
    }
    this.feed()
    this.closeIfDone()
    return taken === 0 && !this.hasEnded() && entry !== 0 ? PENDING : true
  }

  private accept(record: Buffer): void {
    const head = readResultHead(record)
    const job = this.jobs.get(head.work)
    let value: unknown
    try {
      value = decode(record.subarray(RESULT_HEAD))
    } catch (error) {
      if (job?.fail(head.index, error as Error) === true) this.settled(job)
      return
    }
    if (head.status === BROKEN) return this.breakDown('threw in a worker', value as Error)
    this.stillborn = 0
    if (job === undefined) return
    this.inFlight = Math.max(0, this.inFlight - 1)
    const settled =
      head.status === DONE
        ? job.settle(head.index, value as unknown[])
        : job.fail(head.index, arrived(value as Parameters<typeof arrived>[0]))
    if (settled) this.settled(job)
  }

  private settled(job: Job): void {
    if (!job.isDone) return job.work.update()
    this.jobs.delete(job.id)
    this.finish(job)
  }

  private finish(job: Job): void {
    if (job.single) job.work.update()
    else job.work.end()
    this.functions.release(job.fn)
    job.finish()
    if (this.jobs.size === 0) this.source.background = true
  }

  private bury(): void {
    const { lost, unready } = this.workers.bury()
    for (const chunk of lost) this.lose(chunk)
    this.stillborn += unready.length
    const last = unready.at(-1)
    if (last !== undefined && this.stillborn >= STILLBORN * this.workers.size)
      this.breakDown(`did not come to its end: worker ${last}`)
    if (this.state !== 'running' && this.jobs.size === 0) return
    try {
      this.workers.refill()
    } catch (error) {
      // No further process may be started now; the next death gives another chance, unless nobody is left to die.
      if (this.workers.isEmpty) this.end(error as Error)
    }
  }

  /** A worker died with a chunk in its hands. */
  private lose(lost: Lost): void {
    const job = this.jobs.get(lost.work)
    if (job === undefined || job.isSettled(lost.index)) return
    this.inFlight = Math.max(0, this.inFlight - 1)
    const retried = lost.attempt <= job.retries
    const item = job.firstItem(lost.index)
    lost.report(job.work.id, this.pool, item, retried)
    if (retried) this.again.push({ job, index: lost.index, attempt: lost.attempt + 1 })
    else if (job.fail(lost.index, lost.error(item))) this.settled(job)
  }

  /** No worker will ever work. */
  private breakDown(how: string, cause?: Error): void {
    if (this.state === 'terminated') return
    const message = `the pool's initializer ${how}${cause === undefined ? '' : `: ${cause.message}`}`
    this.broken = new InitializerError(message, cause === undefined ? {} : { cause })
    this.end(this.broken)
  }

  /** Ends the workers and rejects what is open. */
  private end(error: Error): void {
    if (this.state === 'terminated') return
    this.state = 'terminated'
    for (const job of this.jobs.values()) {
      job.abandon(error)
      this.finish(job)
    }
    this.jobs.clear()
    this.queue.length = 0
    this.again.length = 0
    this.inFlight = 0
    this.source.background = true
    this.workers.terminate()
  }

  private closeIfDone(): void {
    if (this.state !== 'closing' || this.jobs.size > 0) return
    this.state = 'closed'
    this.tasks.close()
  }

  private hasEnded(): boolean {
    return (this.state === 'closed' || this.state === 'terminated') && this.workers.haveEnded()
  }

  private joining(): Source {
    return { kind: 'Pool', number: this.results.number, slow: true, withdraw: () => undefined }
  }

  private serving(until: () => boolean): (entry: number) => true | Pending {
    return (entry) => {
      while (!until()) if (this.collect(entry) === PENDING) return until() ? true : PENDING
      return true
    }
  }

  /** Serves the pool while blocking the process. */
  private drive(until: () => boolean, limits: Limits | undefined): void {
    this.apart(() => blocked({ ...this.source, background: false }, this.serving(until), limits))
  }

  /** Serves the pool for a moment: an answer that comes within it costs a tenth. */
  private linger(until: () => boolean): boolean {
    while (!until() && isSoonReady(this.source)) this.collect(0)
    if (until()) return true
    return isWorthWaiting() && this.apart(() => linger(this.serving(until)))
  }

  /** Results ring one bell of this process: while it blocks, not that of its promises. */
  private apart<T>(block: () => T): T {
    const { entry, syncEntry } = attached()
    this.results.withdrawGetter(entry)
    try {
      return block()
    } finally {
      this.results.withdrawGetter(syncEntry)
      while (!this.hasEnded() && this.collect(entry) !== PENDING);
    }
  }
}
