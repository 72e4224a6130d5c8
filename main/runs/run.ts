/** One run of a script: its segment, its processes, how it is stopped and how it ended. */
import { HEADER, SLOT } from '../../multiprocessing/segment/layout'
import { Segment, now } from '../../multiprocessing/segment/segment'
import {
  claimSlot,
  readName,
  readSlot,
  releaseSlot,
  setEnded,
  setRunning,
  slotAt,
} from '../../multiprocessing/segment/slots'
import type { FromProcess, ToProcess } from '../../protocol/control'
import type { ProcessEnd, RunEvent, RunOutcome } from '../../protocol/run-event'
import { roomFor } from '../python/memory'
import { Arrivals } from './arrivals'
import { Deadlocks } from './deadlocks'
import type { Dead } from './incidents'
import { joinedBeforeTaken } from './joins'
import { releaseOrphans, wakeParent } from './kinship'
import type { LiveProcess, RunListener } from './listener'
import { kill, Members, type Ender, type Member } from './members'
import { passOn } from './output'
import { endOf } from './process-end'
import { Sites } from './sites'
import type { RunEnd, RunRequest } from './request'
import type { Spares } from './spares'
import { Starts } from './starts'

type Untimed = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'at'> : never) : never

export class Run {
  readonly id: string
  readonly segment: Segment
  readonly sites: Sites
  readonly deadlocks: Deadlocks
  readonly ended: Promise<RunEnd>
  /** Called when a process has ended and its slot still is as it left it. */
  beforeEnd: (ended: LiveProcess) => void = () => undefined
  /** The same once its output has come; says how it ended, now that all is known. */
  examine: (dead: Dead) => ProcessEnd = ({ end }) => end
  /** Called when all processes have ended, before the run says so. */
  lastLook: (outcome: RunOutcome, end: ProcessEnd) => Promise<void> = () => Promise.resolve()
  private readonly request: RunRequest
  private readonly listener: RunListener
  readonly members: Members
  private readonly arrivals: Arrivals
  private readonly starts: Starts
  private readonly origin: number
  private finish!: (end: RunEnd) => void
  private stopping: RunOutcome | undefined
  private scriptEnd: ProcessEnd | undefined
  private startUpSeconds: number | null = null

  constructor(id: string, request: RunRequest, spares: Spares, listener: RunListener) {
    this.id = id
    this.request = request
    this.starts = new Starts(spares)
    this.listener = listener
    this.members = new Members(request.limits)
    this.sites = new Sites(request.script)
    this.arrivals = new Arrivals(request.script)
    const { processes } = request.limits
    const { room, each } = request.script.language === 'python' ? roomFor(processes) : { room: processes, each: 0 }
    this.segment = Segment.create(room, request.poolSize ?? 0, request.memoryLimit)
    this.segment.setU32(HEADER.processMemory, each)
    this.deadlocks = new Deadlocks(this.segment, this.members, this.sites, (event) => this.emit(event))
    this.segment.setU32(HEADER.chunkSize, request.chunkSize ?? 0)
    this.segment.setU32(HEADER.unmeasured, request.unmeasured === true ? 1 : 0)
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
    if (key === null) throw new RangeError('a run must be allowed at least one process')
    void this.bringUp(key.slot, false)
  }

  /** Milliseconds of the run. @param time monotonic nanoseconds */
  at(time = now()): number {
    return (time - this.origin) / 1e6
  }

  get processes(): readonly LiveProcess[] {
    return this.members.all
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
    if (this.stopping !== undefined) return this.members.signalAll('SIGKILL')
    if (this.scriptEnd !== undefined) return
    this.stopping = outcome
    this.starts.giveUp()
    this.deadlocks.close()
    // A process of Python gives the signal first and rings then, itself.
    if (this.request.script.language === 'typescript') {
      this.segment.setU32(slotAt(0) + SLOT.interrupt, 1)
      this.segment.memory.post(slotAt(0) + SLOT.syncBell)
    }
    this.members.post(0, { type: 'interrupt' })
    this.members.stopAll()
  }

  /** Ends one process of the run, as `terminate()` and `kill()` of the library do. */
  signal(process: number, how: 'terminate' | 'kill', by: Ender = 'user'): void {
    const [number, name] = how === 'kill' ? ([9, 'SIGKILL'] as const) : ([15, 'SIGTERM'] as const)
    const member = this.members.all.find((one) => one.number === process)
    const slot = member?.slot ?? this.starts.slots.find((one) => readSlot(this.segment, one).number === process)
    if (slot === undefined) return
    this.members.note(process, by)
    // One that is being brought up gets the signal as soon as it is.
    this.segment.setU32(slotAt(slot) + SLOT.signal, number)
    if (member !== undefined) kill(member.pid, name)
  }

  breakDeadlock(deadlock: number): void {
    this.deadlocks.break(deadlock)
  }

  /** Brings up the process that a slot was taken for. */
  private async bringUp(slot: number, cold: boolean): Promise<void> {
    if (this.isUnwanted(slot)) return this.endUnborn(slot)
    const spare = await this.starts.take(slot, cold).catch((error: Error) => this.cannotStart(slot, error))
    if (spare === null || this.isUnwanted(slot)) {
      spare?.child.kill()
      return this.endUnborn(slot)
    }
    const { child, warm } = spare
    const member = this.members.join(child, slot, this.segment)
    child.on('message', (message: FromProcess) => this.hear(member, message))
    const drained = Promise.all(
      (['stdout', 'stderr'] as const).map((stream) =>
        passOn(child, stream, (chunk) => this.listener.output(member, stream, chunk, this.at())),
      ),
    )
    child.once('exit', (code) => {
      // What is asked for from here on comes too late.
      const view = readSlot(this.segment, member.slot)
      const end = endOf(view, code)
      const dead: Dead = { process: member, end, by: this.members.enderOf(member, view.signal, end) }
      // Electron tells when the process has closed its channel; nothing of it may wait on the slot's bells any more.
      kill(member.pid, 'SIGKILL')
      void this.bury(member, dead, drained)
    })
    setRunning(this.segment, slot, member.pid)
    wakeParent(this.segment, member.parentSlot)
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
        return void this.bringUp(message.slot, message.cold)
      case 'interrupt':
        this.members.interrupt(message.slot, message.generation)
        return
      case 'idle':
        this.deadlocks.answered(from.number, message.question, message.isIdle)
        return
      case 'event':
        this.emit(message.event)
        return
      case 'arrived':
        return this.emit(this.arrivals.note(message.place, from))
      case 'left-behind':
        return this.emit(joinedBeforeTaken(from, message, this))
      case 'read-line':
        void this.readLine(from)
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

  /** Where nobody can type there is no input. */
  private async readLine(from: Member): Promise<void> {
    const text = (await this.listener.readLine?.(from)) ?? null
    if (this.members.at(from.slot) === from) this.members.post(from.slot, { type: 'line', text })
  }

  private async bury(member: Member, dead: Dead, drained: Promise<unknown>): Promise<void> {
    await drained
    this.members.remove(member)
    this.beforeEnd(member)
    const end = this.examine(dead)
    if (member.parentSlot < 0) this.startUpSeconds = this.readStartUp(member.slot)
    this.emit({ type: 'process-ended', process: member.number, pid: member.pid, name: member.name, ...end })
    setEnded(this.segment, member.slot, end)
    releaseOrphans(this.segment, member.slot)
    if (member.parentSlot < 0) this.endRun(end)
    this.settleIfOver()
  }

  private readStartUp(slot: number): number | null {
    const begunAt = this.segment.f64(slotAt(slot) + SLOT.begunAt)
    return begunAt === 0 ? null : this.at(begunAt) / 1000
  }

  private endRun(end: ProcessEnd): void {
    this.scriptEnd = end
    this.starts.giveUp()
    this.members.endAll()
  }

  private settleIfOver(): void {
    if (this.scriptEnd === undefined || this.members.size > 0 || this.starts.slots.length > 0) return
    this.members.close()
    const outcome = this.stopping ?? (this.scriptEnd.exitcode === 0 ? 'finished' : 'failed')
    setImmediate(() => void this.endWith(outcome, this.scriptEnd as ProcessEnd, this.at() / 1000))
  }

  private async endWith(outcome: RunOutcome, end: ProcessEnd, seconds: number): Promise<void> {
    await this.lastLook(outcome, end)
    const { exitcode } = end
    this.emit({ type: 'run-ended', exitcode, outcome, seconds })
    this.finish({ exitcode, outcome, seconds, startUpSeconds: this.startUpSeconds })
  }

  /** Whether nobody wants the process of a slot any more, or somebody has ended it before it was up. */
  private isUnwanted(slot: number): boolean {
    const view = readSlot(this.segment, slot)
    const isOver = this.stopping !== undefined || this.scriptEnd !== undefined
    return isOver || view.signal !== 0 || (view.parent >= 0 && this.members.at(view.parent) === undefined)
  }

  private cannotStart(slot: number, { message }: Error): null {
    if (this.isUnwanted(slot)) return null
    const process = readSlot(this.segment, slot).number
    const processName = readName(this.segment, slotAt(slot) + SLOT.name)
    this.listener.uncaught({ process, processName, message, file: null, line: 0, column: 0 })
    // Nobody else says it: there is no process that could.
    const unborn = { number: process, slot, pid: 0, name: processName, parent: null, daemon: false }
    void this.listener.output(unborn, 'stderr', Buffer.from(`${message}\n`), this.at())
    return null
  }

  private endUnborn(slot: number): void {
    const view = readSlot(this.segment, slot)
    const end = endOf(view)
    setEnded(this.segment, slot, end)
    if (view.parent < 0) this.endRun(end)
    else if (this.members.at(view.parent) === undefined) releaseSlot(this.segment, view)
    this.settleIfOver()
  }

  private emit(event: Untimed | null): void {
    if (event !== null) this.listener.event({ ...event, at: this.at() } as RunEvent)
  }
}
