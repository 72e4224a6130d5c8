/** The worker processes of a pool: started, replaced when they end, ended. */
import { exitWords, WorkerLostError } from '../errors'
import { tellMain } from '../host'
import { mark, slotOf, type Process } from '../process'
import { attached } from '../segment/attachment'
import { CLAIM, ENDED, SLOT, WORKER } from '../segment/layout'
import { readSlot, slotAt } from '../segment/slots'
import { words } from '../segment/words'
import { poolWorker, type WorkerSetup } from './worker'

/** Milliseconds that a worker may ignore SIGTERM. */
const GRACE = 1000

/** A chunk that a worker had when it died. */
export interface Lost {
  readonly work: number
  readonly index: number
  readonly count: number
  readonly attempt: number
  error(item: number): WorkerLostError
  /** Tells main. */
  report(map: number, pool: number, item: number, retried: boolean): void
}

const claim = words(CLAIM.size)

export class Workers {
  readonly size: number
  private readonly Process: typeof Process
  private readonly setup: WorkerSetup
  private processes: Process[] = []
  private terminatedAt = Infinity

  /** @throws ProcessLimitError, and whatever else keeps a process from starting; no worker is left then */
  constructor(size: number, ofContext: typeof Process, setup: WorkerSetup) {
    this.size = size
    this.Process = ofContext
    this.setup = setup
    try {
      this.refill()
    } catch (error) {
      this.terminate()
      throw error
    }
  }

  get isEmpty(): boolean {
    return this.processes.length === 0
  }

  /** Takes away those that have ended. @returns what they had in work, and who had not come to its first task */
  bury(): { readonly lost: readonly Lost[]; readonly unready: readonly string[] } {
    const lost: Lost[] = []
    const unready: string[] = []
    for (const worker of this.processes) {
      const key = slotOf(worker)
      if (key === undefined) continue
      const { segment } = attached()
      const view = readSlot(segment, key.slot)
      if (view.generation === key.generation && view.state !== ENDED) continue
      segment.memory.read(slotAt(key.slot) + SLOT.claim, claim.bytes, CLAIM.size)
      const [work, index, count, attempt] = claim.u32 as unknown as [number, number, number, number]
      const isReady = claim.u32[CLAIM.ready / 4] === 1
      const pid = worker.pid ?? 0
      const exitcode = worker.exitcode ?? 0
      this.processes = this.processes.filter((other) => other !== worker)
      if (work !== 0) lost.push(describe(worker.name, pid, exitcode, work, index, count, attempt))
      if (!isReady) unready.push(`${worker.name} ended ${exitWords(exitcode)}`)
    }
    return { lost, unready }
  }

  /** Starts those that are missing. */
  refill(): void {
    while (this.processes.length < this.size) this.start()
  }

  /** SIGTERM, and SIGKILL for those who ignore it. */
  terminate(): void {
    this.terminatedAt = performance.now()
    for (const worker of this.processes) worker.terminate()
    setTimeout(() => this.haveEnded(), GRACE + 1).unref()
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
    void worker.start()
    this.processes.push(worker)
  }
}

function describe(
  name: string,
  pid: number,
  exitcode: number,
  work: number,
  index: number,
  count: number,
  attempt: number,
): Lost {
  return {
    work,
    index,
    count,
    attempt,
    error: (item) => new WorkerLostError({ name, pid, exitcode }, item, attempt),
    report: (map, pool, item, retried) =>
      tellMain({ type: 'event', event: { type: 'task-lost', pool, map, index: item, count, pid, exitcode, retried } }),
  }
}
