/** The caller's side of a pool: the life of its calls, from what they ask to what comes of it. */
import { decode } from '../encoding'
import { PoolTerminatedError, ValueError } from '../errors'
import { attached } from '../segment/attachment'
import { HEADER } from '../segment/layout'
import { PENDING, type Limits, type Pending } from '../segment/attempt'
import { Deadlines } from './deadlines'
import { FunctionStore } from './function-store'
import { GivenUp } from './given-up'
import { readOutcomes, settleWith, type Call, type Job, type JobSettings } from './job'
import { BROKEN, readResultHead, RESULT_HEAD } from './records'
import { Results } from './results'
import { Service } from './service'
import { Stopwatch } from './stopwatch'
import { StreamJob } from './stream-job'
import { Tasks } from './tasks'
import type { DispatchSettings } from './settings'
import { Workers, type Lost } from './workers'
import { updateNow, updateSoon } from './works'

/** Results taken before other promises get their turn. */
const BATCH = 512

export type State = 'running' | 'closing' | 'closed' | 'terminated'

export class Dispatch {
  state: State = 'running'
  readonly service: Service
  /** Its workers have ended. */
  readonly ended: Promise<void>
  private readonly settings: DispatchSettings
  readonly tasks: Tasks
  private readonly results = new Results()
  private readonly workers: Workers
  private readonly deadlines: Deadlines
  private readonly functions = new FunctionStore()
  private readonly jobs = new Map<number, Job>()
  private readonly givenUp: GivenUp
  private readonly watch = new Stopwatch()
  private deaths = attached().segment.u32(HEADER.deaths)

  /** @throws ProcessLimitError, and whatever else keeps a worker from starting; none is left then */
  constructor(settings: DispatchSettings) {
    this.settings = settings
    this.tasks = new Tasks(settings.window, {
      failed: (job, index, error) => this.settled(job, job.fail(index, { error })),
      exhausted: (job) => this.finish(job),
    })
    const results = this.results.channel
    this.tasks.record.setPool(results.offset, settings.pool.id)
    const { initializer, initargs, maxTasks } = settings
    const setup = { initializer, initargs, maxTasks, tasks: this.tasks.channel.offset, results: results.offset }
    this.workers = new Workers(settings.size, settings.ofContext, setup)
    this.givenUp = new GivenUp(this.tasks, this.workers)
    this.deadlines = new Deadlines(this.workers, (job, index, fault) => {
      this.settled(job, job.fail(index, fault))
      this.feed()
    })
    this.service = new Service(results, this.tasks.channel.number, {
      collect: (entry) => this.collect(entry),
      look: () => this.deadlines.look(),
      hasEnded: () => this.hasEnded(),
    })
    try {
      if (!settings.onDemand) this.workers.refill()
    } catch (error) {
      this.workers.terminate()
      settings.pool.end()
      throw error
    }
    this.ended = this.service
      .run()
      .catch((error: unknown) => this.end(error))
      .finally(() => settings.pool.end())
  }

  /** @throws ValueError, InitializerError when the pool takes no calls */
  assertRunning(): void {
    if (this.workers.failure !== undefined) throw this.workers.failure
    if (this.state !== 'running') throw new ValueError('Pool not running')
  }

  /** Calls that have not settled. */
  get open(): number {
    return this.jobs.size
  }

  /** Enters a call. @throws EncodeError, CaptureError when the function cannot be sent */
  submit<J extends Job>(call: Call, signal: AbortSignal | undefined, make: (settings: JobSettings) => J): J {
    const job = make({ ...call, fn: this.functions.store(call.fn) })
    this.jobs.set(call.id, job)
    if (signal?.aborted === true) this.abandon(job, signal.reason)
    else if (job.isDone) this.finish(job)
    else {
      if (signal !== undefined) job.watch(signal, () => this.abandon(job, signal.reason))
      if (call.timeout !== undefined) this.deadlines.add(job)
      if (job instanceof StreamJob) job.onRoom = () => this.feed()
      this.tasks.add(job)
      this.feed()
    }
    return job
  }

  /**
   * Ends a call whose results nobody wants any more: chunks that wait are dropped.
   * @param alsoRunning workers that have a chunk of it are replaced
   */
  abandon(job: Job, error: unknown, alsoRunning = true): void {
    this.drop(job, alsoRunning, () => job.abandon(error))
  }

  /** Nobody reads a call's results any more. */
  stop(job: StreamJob): void {
    this.drop(job, false, () => job.stop())
    job.stop()
  }

  /** Takes a single call back if no worker has begun it. @returns whether it has */
  withdraw(job: Job, error: unknown): boolean {
    const { id } = job.settings
    if (!this.jobs.has(id) || (!this.tasks.isWaiting(job) && this.tasks.takeBack((work) => work === id) === 0))
      return false
    this.abandon(job, error, false)
    return true
  }

  /** Whether a worker has a chunk of the call. */
  isRunning(job: Job): boolean {
    return this.workers.busy().some(({ claim }) => claim.work === job.settings.id)
  }

  close(): void {
    if (this.state !== 'running') return
    this.state = 'closing'
    this.closeIfDone()
  }

  async join(limits: Limits | undefined): Promise<void> {
    this.leave()
    await this.service.join(limits)
  }

  joinSync(limits: Limits | undefined): void {
    this.leave()
    this.service.drive(() => this.hasEnded(), limits)
    // Who blocks next lets no promise through, and has no worker to wait for in this pool.
    if (this.hasEnded()) this.settings.pool.end()
  }

  /** Ends the workers and rejects what is open. @param how SIGTERM, or SIGKILL at once */
  end(
    error: unknown = new PoolTerminatedError('the pool was terminated before this result was there'),
    how: 'terminate' | 'kill' = 'terminate',
  ): void {
    if (this.state === 'terminated') return
    this.state = 'terminated'
    for (const job of [...this.jobs.values()]) {
      job.abandon(error)
      this.finish(job)
    }
    this.workers[how]()
  }

  private feed(): void {
    if (this.state === 'terminated') return
    this.tasks.feed()
    updateNow()
    if (this.settings.onDemand) this.refill()
    this.service.isNeeded = this.tasks.inFlight > 0
    this.results.spare = this.tasks.spare(this.jobs)
    this.closeIfDone()
  }

  /** Settles what has come, replaces workers that died; PENDING when there was nothing to do. */
  private collect(entry: number): true | Pending {
    let taken = 0
    for (; taken < BATCH; taken++) {
      const started = this.watch.start()
      const record = this.results.tryTake(taken === 0 ? entry : 0)
      if (record === PENDING) break
      this.accept(record, started)
    }
    const deaths = attached().segment.u32(HEADER.deaths)
    if (taken === 0 && deaths === this.deaths) return PENDING
    // A worker's last results come before its death, so they are looked at first.
    if (deaths !== this.deaths && taken < BATCH) {
      this.deaths = deaths
      this.bury()
    }
    this.feed()
    return taken === 0 && !this.hasEnded() && entry !== 0 ? PENDING : true
  }

  /** @param started the watch, before the record was taken */
  private accept(record: Buffer, started: number): void {
    const head = readResultHead(record)
    const bytes = record.subarray(RESULT_HEAD)
    const job = this.jobs.get(head.work)
    if (job === undefined) {
      if (head.status === BROKEN) this.workers.complain(head.slot, decode(bytes) as Error)
      return
    }
    const came = readOutcomes(head, bytes)
    const { work } = job.settings
    work.carried(bytes.length, this.watch.stop(started))
    work.worked(head)
    this.settled(job, settleWith(job, head.index, came))
  }

  /** @param isFirst false when the chunk had settled before */
  private settled(job: Job, isFirst: boolean): void {
    if (!isFirst) return
    this.tasks.settled(job)
    if (job.isDone) this.finish(job)
    else if (job.settings.failFast && job.failure !== undefined) this.abandon(job, job.failure.error, false)
    else updateSoon(job.settings.work)
  }

  private finish(job: Job): void {
    this.forget(job)
    const { work, fn } = job.settings
    if (job.single) work.update()
    else work.end()
    this.functions.release(fn)
    job.finish()
    this.service.isNeeded = this.tasks.inFlight > 0
  }

  private forget(job: Job): void {
    this.jobs.delete(job.settings.id)
    this.tasks.remove(job)
    this.deadlines.remove(job)
    job.unwatch()
  }

  private drop(job: Job, alsoRunning: boolean, giveUp: () => void): void {
    if (!this.jobs.has(job.settings.id)) return
    this.forget(job)
    if (this.givenUp.isEmpty) queueMicrotask(() => this.clear())
    this.givenUp.add(job.settings.id, alsoRunning)
    giveUp()
    this.finish(job)
  }

  private clear(): void {
    if (this.givenUp.isEmpty) return
    if (this.state !== 'terminated') this.givenUp.takeBack()
    this.givenUp.forget()
    this.feed()
  }

  private bury(): void {
    for (const chunk of this.workers.bury()) this.lose(chunk)
    if (this.workers.failure === undefined) this.refill()
    else this.end(this.workers.failure)
  }

  private refill(): void {
    if (this.state !== 'running' && this.jobs.size === 0) return
    try {
      this.workers.refill(this.settings.onDemand ? this.tasks.inFlight : undefined)
    } catch (error) {
      // No further process may be started now; the next death gives another chance, unless nobody is left to die.
      if (this.workers.count === 0) this.end(error)
    }
  }

  /** A worker died with a chunk in its hands. */
  private lose({ claim, error, report }: Lost): void {
    const job = this.jobs.get(claim.work)
    if (job === undefined || job.isSettled(claim.index)) return
    const { work, retries } = job.settings
    const retried = claim.attempt <= retries
    const item = job.items(claim.index).first + claim.progress
    report(job, this.settings.pool.id, retried)
    if (retried) {
      work.retried++
      work.update()
      this.tasks.again({ job, index: claim.index, attempt: claim.attempt + 1 })
    } else this.settled(job, job.fail(claim.index, { error: error(item), at: error }))
  }

  /** @throws ValueError when the pool goes on */
  private leave(): void {
    if (this.state === 'running') throw new ValueError('Pool is still running')
    this.clear() // who blocks lets no microtask through
    // What nobody has read by now may never be read, and must not hold up the end.
    for (const job of this.jobs.values()) if (job instanceof StreamJob) job.unbound()
  }

  private closeIfDone(): void {
    if (this.state !== 'closing' || this.jobs.size > 0 || !this.givenUp.isEmpty) return
    this.state = 'closed'
    this.tasks.channel.close()
  }

  private hasEnded(): boolean {
    return (this.state === 'closed' || this.state === 'terminated') && this.workers.haveEnded()
  }
}
