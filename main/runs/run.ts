/** One run of a script: its segment, its processes, how it is stopped and how it ended. */
import type { UtilityProcess } from 'electron'
import { DAEMON, ENDED, EXIT_WRITTEN, HEADER, SLOT, SLOTS_AT } from '../../multiprocessing/segment/layout'
import { Segment, now } from '../../multiprocessing/segment/segment'
import {
  claimSlot,
  readName,
  readSlot,
  releaseSlot,
  setEnded,
  setRunning,
  slotAt,
  type SlotView,
} from '../../multiprocessing/segment/slots'
import type { CompiledScript } from '../../protocol/compiled'
import type { FromProcess, ToProcess } from '../../protocol/control'
import type { ProcessEnd, RunEvent, RunOutcome } from '../../protocol/run-event'
import { passOn } from './output'
import type { Spares } from './spares'

/** The ladder of a stop: milliseconds after which SIGTERM and then SIGKILL follow the interrupt. */
const TERMINATE_AFTER = 250
const KILL_AFTER = 750
const SIGTERM = 15

export interface RunRequest {
  readonly script: CompiledScript
  readonly argv: readonly string[]
  readonly cwd: string
  /** Workers of `Pool()`; `null`: one per processor. */
  readonly poolSize: number | null
  /** Items in a chunk where the script names no `chunksize`; `null`: CPython's default. */
  readonly chunkSize: number | null
  readonly processLimit: number
  /** Bytes of shared memory; half of the machine's by default. */
  readonly memoryLimit?: number | undefined
}

export interface RunEnd {
  readonly exitcode: number
  readonly outcome: RunOutcome
  readonly seconds: number
  /** From the start of the run to the script's first line; `null` when it did not get there. */
  readonly startUpSeconds: number | null
}

export interface UncaughtError {
  readonly process: number
  readonly processName: string
  readonly message: string
  readonly file: string | null
  readonly line: number
  readonly column: number
}

/** What a run tells; output comes as it was written, in order per process and stream. */
export interface RunListener {
  event(event: RunEvent): void
  /**
   * @param at milliseconds of the run
   * @returns a promise to hold the process up until the output has been taken
   */
  output(from: LiveProcess, stream: 'stdout' | 'stderr', chunk: Buffer, at: number): Promise<void> | undefined
  uncaught(error: UncaughtError): void
  /** Nobody reads any more what a process writes to a stream that it shares with main. */
  outputClosed?(): void
}

export interface LiveProcess {
  readonly number: number
  readonly slot: number
  readonly pid: number
  readonly name: string
  readonly parent: number | null
  readonly daemon: boolean
}

interface Member extends LiveProcess {
  readonly child: UtilityProcess
  readonly parentSlot: number
  readonly generation: number
}

type Untimed = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'at'> : never) : never

export class Run {
  readonly id: string
  readonly segment: Segment
  readonly ended: Promise<RunEnd>
  /** Called when a process has ended and its slot still is as it left it. */
  beforeEnd: (ended: LiveProcess) => void = () => undefined
  /** Called when all processes have ended, before the run says so. */
  lastLook: () => void = () => undefined
  private readonly request: RunRequest
  private readonly spares: Spares
  private readonly listener: RunListener
  private readonly members = new Map<number, Member>()
  private readonly starting = new Set<number>()
  private readonly origin: number
  private finish!: (end: RunEnd) => void
  private stopping: RunOutcome | undefined
  private scriptEnd: ProcessEnd | undefined
  private startUpSeconds: number | null = null
  private timers: NodeJS.Timeout[] = []

  constructor(id: string, request: RunRequest, spares: Spares, listener: RunListener) {
    this.id = id
    this.request = request
    this.spares = spares
    this.listener = listener
    this.segment = Segment.create(request.processLimit, request.poolSize ?? 0, request.memoryLimit)
    this.segment.setU32(HEADER.chunkSize, request.chunkSize ?? 0)
    this.origin = this.segment.f64(16)
    this.ended = new Promise((resolve) => (this.finish = resolve))
  }

  start(): void {
    const { script, poolSize } = this.request
    this.emit({
      type: 'run-started',
      runId: this.id,
      file: script.file,
      poolSize: poolSize ?? 0,
      startedAt: new Date().toISOString(),
    })
    const key = claimSlot(this.segment, { parent: -1, name: 'MainProcess', flags: 0, payload: 0, payloadLength: 0 })
    if (key === null) throw new Error('a run must be allowed at least one process')
    void this.bringUp(key.slot, false)
  }

  /** Milliseconds of the run. @param time monotonic nanoseconds */
  at(time = now()): number {
    return (time - this.origin) / 1e6
  }

  /** Monotonic nanoseconds. */
  now(): number {
    return now()
  }

  get processes(): readonly LiveProcess[] {
    return [...this.members.values()]
  }

  /** Tells an event that was read from the segment. */
  report(event: Untimed): void {
    this.emit(event)
  }

  /** Gives the segment up; the run must have ended. */
  dispose(): void {
    this.segment.memory.unmap()
  }

  /** Interrupt, SIGTERM, SIGKILL; asked a second time, SIGKILL at once. */
  stop(outcome: 'stopped' | 'timed-out' = 'stopped'): void {
    if (this.stopping !== undefined) return this.signalAll('SIGKILL')
    if (this.scriptEnd !== undefined) return
    this.stopping = outcome
    this.segment.setU32(slotAt(0) + SLOT.interrupt, 1)
    this.segment.memory.post(slotAt(0) + SLOT.syncBell)
    this.post(0, { type: 'interrupt' })
    this.timers.push(
      setTimeout(() => this.signalAll('SIGTERM'), TERMINATE_AFTER),
      setTimeout(() => this.signalAll('SIGKILL'), KILL_AFTER),
    )
  }

  /** Brings up the process that a slot was taken for. */
  private async bringUp(slot: number, cold: boolean): Promise<void> {
    if (this.isUnwanted(slot)) return this.endUnborn(slot)
    this.starting.add(slot)
    const spare = await this.spares.take(cold).catch(() => null)
    this.starting.delete(slot)
    if (spare === null || this.isUnwanted(slot)) {
      spare?.child.kill()
      return this.endUnborn(slot)
    }
    const view = readSlot(this.segment, slot)
    const { child, warm } = spare
    const member: Member = {
      child,
      slot,
      pid: child.pid as number,
      number: view.number,
      generation: view.generation,
      name: readName(this.segment, slotAt(slot) + SLOT.name),
      parentSlot: view.parent,
      parent: view.parent < 0 ? null : (this.members.get(view.parent)?.number ?? null),
      daemon: (view.flags & DAEMON) !== 0,
    }
    this.members.set(slot, member)
    child.on('message', (message: FromProcess) => this.hear(member, message))
    const drained = Promise.all(
      (['stdout', 'stderr'] as const).map((stream) =>
        passOn(child, stream, (chunk) => this.listener.output(member, stream, chunk, this.at())),
      ),
    )
    child.once('exit', (code) => {
      // Electron tells when the process has closed its channel; nothing of it may wait on the slot's bells any more.
      kill(member.pid, 'SIGKILL')
      void this.bury(member, code, drained)
    })
    setRunning(this.segment, slot, member.pid)
    this.wakeParent(member)
    this.emit({
      type: 'process-started',
      process: member.number,
      pid: member.pid,
      name: member.name,
      parent: member.parent,
      daemon: member.daemon,
      warm,
    })
    // Whoever signals looks at the state after writing the signal: one of the two of us sees the other.
    const { signal } = readSlot(this.segment, slot)
    if (signal !== 0) process.kill(member.pid, signal)
    const { script, argv, cwd } = this.request
    child.postMessage({
      type: 'assign',
      segment: this.segment.memory.address,
      slot,
      script,
      argv,
      cwd,
    } satisfies ToProcess)
  }

  private hear(from: Member, message: FromProcess): void {
    switch (message.type) {
      case 'ready':
        return
      case 'start':
        void this.bringUp(message.slot, message.cold)
        return
      case 'interrupt':
        if (this.members.get(message.slot)?.generation === message.generation)
          this.post(message.slot, { type: 'interrupt' })
        return
      case 'event':
        this.emit(message.event)
        return
      case 'output-closed':
        this.listener.outputClosed?.()
        return
      case 'uncaught':
        this.listener.uncaught({
          process: from.number,
          processName: from.name,
          message: message.message,
          file: message.file,
          line: message.line,
          column: message.column,
        })
    }
  }

  private async bury(member: Member, code: number, drained: Promise<unknown>): Promise<void> {
    await drained
    const end = endOf(readSlot(this.segment, member.slot), code)
    this.members.delete(member.slot)
    for (const other of this.members.values()) if (other.parentSlot === member.slot) this.endOrphan(other)
    this.beforeEnd(member)
    if (member.parentSlot < 0) this.startUpSeconds = this.readStartUp(member.slot)
    this.emit({ type: 'process-ended', process: member.number, pid: member.pid, name: member.name, ...end })
    setEnded(this.segment, member.slot, end)
    this.releaseOrphans(member.slot)
    if (member.parentSlot < 0) this.endRun(end)
    this.settleIfOver()
  }

  private readStartUp(slot: number): number | null {
    const begunAt = this.segment.f64(slotAt(slot) + SLOT.begunAt)
    return begunAt === 0 ? null : this.at(begunAt) / 1000
  }

  private endRun(end: ProcessEnd): void {
    this.scriptEnd = end
    for (const member of this.members.values()) this.endOrphan(member)
  }

  /** A process whose parent is gone: nobody could join it any more. */
  private endOrphan(member: Member): void {
    kill(member.pid, 'SIGTERM')
    this.timers.push(
      setTimeout(
        () => this.members.get(member.slot) === member && kill(member.pid, 'SIGKILL'),
        KILL_AFTER - TERMINATE_AFTER,
      ),
    )
  }

  /** Slots of ended processes whose parent can no longer read them. */
  private releaseOrphans(parent: number): void {
    for (let slot = 0; slot < 256; slot++) {
      const view = readSlot(this.segment, slot)
      if (view.state === ENDED && (view.parent === parent || view.parent < 0)) releaseSlot(this.segment, view)
    }
  }

  private settleIfOver(): void {
    if (this.scriptEnd === undefined || this.members.size > 0 || this.starting.size > 0) return
    for (const timer of this.timers) clearTimeout(timer)
    const { exitcode } = this.scriptEnd
    const outcome = this.stopping ?? (exitcode === 0 ? 'finished' : 'failed')
    const seconds = this.at() / 1000
    setImmediate(() => {
      this.lastLook()
      this.emit({ type: 'run-ended', exitcode, outcome, seconds })
      this.finish({ exitcode, outcome, seconds, startUpSeconds: this.startUpSeconds })
    })
  }

  /** Whether nobody wants the process of a slot any more, or somebody has ended it before it was up. */
  private isUnwanted(slot: number): boolean {
    const view = readSlot(this.segment, slot)
    const isOver = this.stopping !== undefined || this.scriptEnd !== undefined
    return isOver || view.signal !== 0 || (view.parent >= 0 && !this.members.has(view.parent))
  }

  private endUnborn(slot: number): void {
    const view = readSlot(this.segment, slot)
    const end = endOf(view, view.signal === 0 ? SIGTERM : view.signal)
    setEnded(this.segment, slot, end)
    if (view.parent < 0) this.endRun(end)
    else if (!this.members.has(view.parent)) releaseSlot(this.segment, view)
    this.settleIfOver()
  }

  private wakeParent(member: Member): void {
    if (member.parentSlot < 0) return
    const parent = SLOTS_AT + member.parentSlot * SLOT.size
    this.segment.memory.post(parent + SLOT.bell)
    this.segment.memory.post(parent + SLOT.syncBell)
  }

  private signalAll(signal: 'SIGTERM' | 'SIGKILL'): void {
    for (const member of this.members.values()) kill(member.pid, signal)
  }

  private post(slot: number, message: ToProcess): void {
    this.members.get(slot)?.child.postMessage(message)
  }

  private emit(event: Untimed): void {
    this.listener.event({ ...event, at: this.at() } as RunEvent)
  }
}

/** The exit code as CPython gives it. Electron reports a signal as its bare number, and nothing of who sent it. */
function endOf(view: SlotView, code: number): ProcessEnd {
  if ((view.flags & EXIT_WRITTEN) !== 0) return { exitcode: view.exitcode, reason: view.reason }
  const signal = view.signal !== 0 ? view.signal : code === 0 ? 15 : code
  const reasons: Record<number, ProcessEnd['reason']> = {
    2: 'interrupted',
    6: 'out-of-memory',
    9: 'killed',
    15: 'terminated',
  }
  return { exitcode: -signal, reason: reasons[signal] ?? 'crashed' }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
