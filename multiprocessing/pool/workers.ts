/** The worker processes of a pool: started, replaced when they end, ended. */
import { exitWords, InitializerError, WorkerLostError } from '../errors'
import { tellMain } from '../host'
import { logDebug } from '../logging'
import { beforeRelease, mark, slotOf, type Process } from '../process'
import { INITIALIZING, LOADING, READY, WORKER } from '../segment/layout'
import { SIGKILL, SIGTERM } from '../signals'
import { condemn, readClaim, type Claim } from './claim'
import { itemInShort } from './in-short'
import type { Job } from './job'
import { poolWorker, type WorkerSetup } from './worker'

/** Milliseconds that a worker may ignore SIGTERM. */
const GRACE = 1000
/** Of a failure: somebody may have killed the worker while it was starting, which is not its initializer's fault. */
const KILLED = 1 / 3

/** A worker and the chunk that it has. */
export interface Busy {
  readonly worker: Process
  readonly claim: Claim
}

/** A chunk that a worker had when it died. */
export interface Lost {
  readonly claim: Claim
  error(item: number): WorkerLostError
  /** Tells main. */
  report(job: Job, pool: number, retried: boolean): void
}

export class Workers {
  readonly size: number
  /** Why there is no use in starting further workers. */
  failure: InitializerError | undefined
  private readonly Process: typeof Process
  private readonly setup: WorkerSetup
  private processes: Process[] = []
  /** Claims of workers whose slot may have another tenant by now. */
  private readonly lastClaims = new WeakMap<Process, Claim>()
  private readonly complaints = new WeakMap<Process, Error>()
  private readonly ready = new WeakSet<Process>()
  private failures = 0
  private terminatedAt = Infinity

  /** @param size workers to have; `refill` starts them */
  constructor(size: number, ofContext: typeof Process, setup: WorkerSetup) {
    this.size = size
    this.Process = ofContext
    this.setup = setup
  }

  get count(): number {
    return this.processes.length
  }

  get pids(): number[] {
    return this.processes.map((worker) => worker.pid).filter((pid) => pid !== null)
  }

  /** Those that have a chunk in work. */
  busy(): Busy[] {
    return this.processes
      .map((worker) => ({ worker, claim: this.claimOf(worker) }))
      .filter(({ claim }) => claim.work !== 0)
  }

  /** Takes what it has from a worker, by ending it. @returns false when the worker has finished that in the meantime */
  strike({ worker, claim }: Busy): boolean {
    const key = slotOf(worker)
    if (key === undefined || this.lastClaims.has(worker) || !condemn(key.slot, claim)) return false
    worker.kill()
    return true
  }

  /** The initializer threw in the worker that lives in this slot. */
  complain(slot: number, error: Error): void {
    const worker = this.processes.find((other) => slotOf(other)?.slot === slot)
    if (worker !== undefined) this.complaints.set(worker, error)
  }

  /** Takes away those that have ended. @returns what they had in work */
  bury(): Lost[] {
    const ended = this.processes.filter((worker) => !worker.isAlive())
    for (const worker of ended) logDebug('cleaning up worker %d', this.processes.indexOf(worker))
    this.processes = this.processes.filter((worker) => !ended.includes(worker))
    for (const worker of [...this.processes, ...ended]) {
      if (this.claimOf(worker).phase !== READY || this.ready.has(worker)) continue
      this.ready.add(worker)
      this.failures = 0
    }
    const lost: Lost[] = []
    for (const worker of ended) {
      const claim = this.claimOf(worker)
      const exitcode = worker.exitcode ?? 0
      if (claim.work !== 0) lost.push(describe(worker, exitcode, claim))
      if (claim.phase !== READY) this.fail(worker, exitcode, claim.phase)
    }
    return lost
  }

  /** Starts those that are missing, up to `count`. @throws ProcessLimitError, and whatever else keeps a process from starting */
  refill(count = this.size): void {
    while (this.processes.length < Math.min(count, this.size)) this.start()
  }

  /** SIGTERM, and SIGKILL for those who ignore it. */
  terminate(): void {
    this.terminatedAt = performance.now()
    logDebug('terminating workers')
    for (const worker of this.processes) worker.terminate()
    setTimeout(() => this.haveEnded(), GRACE + 1).unref()
  }

  kill(): void {
    this.terminatedAt = -Infinity
    this.haveEnded()
  }

  haveEnded(): boolean {
    this.processes = this.processes.filter((worker) => worker.isAlive())
    if (performance.now() - this.terminatedAt > GRACE) for (const worker of this.processes) worker.kill()
    return this.processes.length === 0
  }

  private start(): void {
    const worker = new this.Process({
      target: poolWorker as (...args: never[]) => unknown,
      args: [this.setup] as never[],
      daemon: true,
    })
    worker.name = worker.name.replace('Process', 'PoolWorker')
    mark(worker, WORKER)
    beforeRelease(worker, (key) => this.lastClaims.set(worker, readClaim(key.slot)))
    void worker.start()
    this.processes.push(worker)
    logDebug('added worker')
  }

  private claimOf(worker: Process): Claim {
    const key = slotOf(worker)
    return this.lastClaims.get(worker) ?? (key === undefined ? NOTHING : readClaim(key.slot))
  }

  /** A worker ended before its first task: after one such end for each worker in a row, further ones would go on for ever. */
  private fail(worker: Process, exitcode: number, phase: number): void {
    const wasKilled = exitcode === -SIGKILL || exitcode === -SIGTERM
    if (wasKilled && phase === LOADING) return
    this.failures += wasKilled ? KILLED : 1
    if (this.failures < this.size) return
    const complaint = this.complaints.get(worker)
    const end = `worker ${worker.name} ended ${exitWords(exitcode)}`
    this.failure =
      complaint !== undefined
        ? new InitializerError(`the pool's initializer threw in ${worker.name}: ${complaint.message}`, {
            cause: complaint,
          })
        : phase === INITIALIZING
          ? new InitializerError(`the pool's initializer did not come to its end: ${end}`)
          : new InitializerError(`the pool's workers end before their first task: ${end} while it loaded the script`)
    if (phase !== INITIALIZING) return
    tellMain({ type: 'event', event: { type: 'initializer-failed', name: worker.name, says: this.failure.message } })
  }
}

const NOTHING: Claim = { work: 0, index: 0, count: 0, attempt: 0, progress: 0, phase: LOADING, begun: 0, serial: 0 }

function describe({ name, pid }: Process, exitcode: number, claim: Claim): Lost {
  const { count, attempt } = claim
  const worker = { name, pid: pid ?? 0, exitcode }
  return {
    claim,
    error: (item) => new WorkerLostError(worker, item, attempt),
    report(job, pool, retried) {
      const { work, fn, star } = job.settings
      const { first, list } = job.items(claim.index)
      const place = { map: work.id, pool, index: first + claim.progress, count, attempt }
      const items = itemInShort(list[claim.progress], star)
      const event = {
        type: 'task-lost',
        ...place,
        function: fn.name,
        items,
        pid: worker.pid,
        exitcode,
        retried,
      } as const
      tellMain({ type: 'event', event })
    },
  }
}
