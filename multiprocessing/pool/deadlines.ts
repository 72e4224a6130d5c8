/** Time-outs of tasks, counted from their beginning in a worker. */
import { now } from '../segment/segment'
import { LONGEST_TIMER } from '../segment/attempt'
import { TimeoutError } from '../errors'
import type { Fault, Job } from './job'
import type { Busy, Workers } from './workers'

export class Deadlines {
  private readonly workers: Workers
  private readonly jobs = new Map<number, Job>()
  private readonly expired: (job: Job, index: number, fault: Fault) => void
  private timer: NodeJS.Timeout | undefined

  /** @param expired hears of a chunk whose worker has been ended */
  constructor(workers: Workers, expired: (job: Job, index: number, fault: Fault) => void) {
    this.workers = workers
    this.expired = expired
  }

  add(job: Job): void {
    this.jobs.set(job.settings.id, job)
    this.arm()
  }

  remove(job: Job): void {
    if (this.jobs.delete(job.settings.id) && this.jobs.size === 0) clearTimeout(this.timer)
  }

  /** Ends what has run too long. @returns milliseconds until the next look is due; Infinity: nothing has a time-out */
  look(): number {
    if (this.jobs.size === 0) return Infinity
    // What begins from now on has its time before it.
    let due = Infinity
    for (const { settings } of this.jobs.values()) due = Math.min(due, (settings.timeout as number) * 1000)
    const time = now()
    for (const holder of this.workers.busy()) {
      const job = this.jobs.get(holder.claim.work)
      if (job?.settings.timeout === undefined || holder.claim.begun === 0) continue
      const left = job.settings.timeout * 1000 - (time - holder.claim.begun) / 1e6
      if (left <= 0) this.expire(job, holder)
      else due = Math.min(due, left)
    }
    return due
  }

  private expire(job: Job, holder: Busy): void {
    const { claim, worker } = holder
    if (job.isSettled(claim.index) || !this.workers.strike(holder)) return
    const late = job.items(claim.index).first + claim.progress
    const error = new TimeoutError(
      `${job.single ? 'the call' : `item ${late}`} ran longer than ${job.settings.timeout} s; worker ${worker.name} (pid ${worker.pid}), which had it, was ended`,
    )
    const at = (item: number) =>
      item === late ? error : new TimeoutError(`item ${item} was in one chunk with item ${late}: ${error.message}`)
    this.expired(job, claim.index, { error, at })
  }

  private arm(): void {
    clearTimeout(this.timer)
    const due = this.look()
    if (due < Infinity) this.timer = setTimeout(() => this.arm(), Math.min(due + 1, LONGEST_TIMER)).unref()
  }
}
