/** What a pool hands out: chunks of its calls in order, lost chunks first, no more at once than its window. */
import { attached } from '../segment/attachment'
import { Channel } from '../segment/channel'
import { register } from '../segment/objects'
import type { Chunk, Job } from './job'
import { readTaskHead, TASK_RESERVED } from './records'
import { Stopwatch } from './stopwatch'

export interface TaskEvents {
  /** A chunk could not be sent. */
  failed(job: Job, index: number, error: unknown): void
  /** The input of a call has ended after all its chunks had settled. */
  exhausted(job: Job): void
}

export class Tasks {
  readonly channel = Channel.create(attached().segment)
  /** Of the pool. */
  readonly record = register('Pool', this.channel.number, this.channel.offset)
  /** Chunks handed out and not settled. */
  inFlight = 0
  private readonly window: number
  private readonly events: TaskEvents
  /** Calls with chunks that have not been handed out, oldest first. */
  private readonly queue = new Set<Job>()
  private readonly lost: Chunk[] = []
  private readonly watch = new Stopwatch()
  private isFeeding = false

  /** @param window chunks that may be in flight: enough to keep the workers busy, few enough to bound memory */
  constructor(window: number, events: TaskEvents) {
    this.window = window
    this.events = events
  }

  add(job: Job): void {
    this.queue.add(job)
  }

  /** Whether chunks of the call have not been handed out. */
  isWaiting(job: Job): boolean {
    return this.queue.has(job)
  }

  /**
   * Results that may come without being looked at: those of a lone call of which nobody hears before its end, as long as
   * its workers do not run out of chunks.
   * @param jobs that are open
   */
  spare(jobs: ReadonlyMap<number, Job>): number {
    const [job] = jobs.values()
    if (job === undefined || jobs.size > 1 || !job.isWhole) return 1
    return this.isWaiting(job) ? job.inFlight >> 1 : job.inFlight
  }

  /** The call is over. */
  remove(job: Job): void {
    this.queue.delete(job)
    this.inFlight -= job.inFlight
    job.inFlight = 0
  }

  /** A chunk has settled. */
  settled(job: Job): void {
    job.inFlight--
    this.inFlight--
  }

  /** A chunk that was handed out before is to be begun again. */
  again(chunk: Chunk): void {
    this.lost.push(chunk)
  }

  /** Hands out chunks, as many as may be in flight. */
  feed(): void {
    // An input may call the pool while an item is taken from it.
    if (this.isFeeding) return
    this.isFeeding = true
    try {
      for (let chunk = this.lost.pop(); chunk !== undefined; chunk = this.lost.pop())
        if (chunk.job.inFlight > 0 && !chunk.job.isSettled(chunk.index)) this.hand(chunk)
      for (const job of this.queue) {
        this.feedFrom(job)
        if (job.isTaken) this.queue.delete(job)
        if (job.isTaken && job.isDone) this.events.exhausted(job)
        if (this.inFlight >= this.window) break
      }
    } finally {
      this.isFeeding = false
    }
  }

  /** Takes tasks back that no worker has begun. @param wanted by the number of their call @returns how many were */
  takeBack(wanted: (work: number) => boolean): number {
    return this.channel.takeBack((record) => wanted(readTaskHead(record).work))
  }

  private feedFrom(job: Job): void {
    while (this.inFlight < this.window) {
      const index = job.take()
      if (index === undefined) return
      job.inFlight++
      this.inFlight++
      this.hand({ job, index, attempt: 1 })
    }
  }

  private hand({ job, index, attempt }: Chunk): void {
    try {
      const started = this.watch.start()
      const record = job.record(index, attempt)
      this.channel.tryPut(record, 0)
      const bytes = record.length - TASK_RESERVED
      this.record.count(bytes)
      job.settings.work.carried(bytes, this.watch.stop(started))
    } catch (error) {
      this.events.failed(job, index, error)
    }
  }
}
