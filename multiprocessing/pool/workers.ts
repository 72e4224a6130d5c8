/** The worker processes of a pool: started, replaced when they end, ended. */
import { WorkerLostError } from '../errors'
import { tellMain } from '../host'
import { mark, Process, slotOf } from '../process'
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
let workerNumbers = 0

export class Workers {
  readonly size: number
  private readonly setup: WorkerSetup
  private processes: Process[] = []

  constructor(size: number, setup: WorkerSetup) {
    this.size = size
    this.setup = setup
    for (let i = 0; i < size; i++) this.start()
  }

  /** Takes away those that have ended and answers what they had in work; starts others if wanted. */
  bury(replace: boolean): Lost[] {
    const lost: Lost[] = []
    for (const worker of this.processes) {
      const key = slotOf(worker)
      if (key === undefined) continue
      const { segment } = attached()
      const view = readSlot(segment, key.slot)
      if (view.generation === key.generation && view.state !== ENDED) continue
      segment.memory.read(slotAt(key.slot) + SLOT.claim, claim.bytes, CLAIM.size)
      const [work, index, count, attempt] = claim.u32 as unknown as [number, number, number, number]
      const pid = worker.pid ?? 0
      const exitcode = worker.exitcode ?? 0
      this.processes = this.processes.filter((other) => other !== worker)
      if (work !== 0) lost.push(describe(worker.name, pid, exitcode, work, index, count, attempt))
    }
    if (replace) while (this.processes.length < this.size) this.start()
    return lost
  }

  /** SIGTERM, and SIGKILL for those who ignore it. */
  terminate(): void {
    for (const worker of this.processes) worker.terminate()
    const late = setTimeout(() => {
      for (const worker of this.processes) worker.kill()
    }, GRACE)
    late.unref()
  }

  haveEnded(): boolean {
    this.processes = this.processes.filter((worker) => worker.isAlive())
    return this.processes.length === 0
  }

  private start(): void {
    const worker = new Process({
      target: poolWorker as (...args: never[]) => unknown,
      args: [this.setup] as never[],
      name: `PoolWorker-${++workerNumbers}`,
      daemon: true,
    })
    mark(worker, { flags: WORKER })
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
