/** The living processes of a run, by their slots, and how they are made to end. */
import type { UtilityProcess } from 'electron'
import { DAEMON, SLOT } from '../../multiprocessing/segment/layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { readName, readSlot, slotAt } from '../../multiprocessing/segment/slots'
import type { ToProcess } from '../../protocol/control'
import type { RunLimits } from '../../protocol/limits'
import type { ProcessEnd } from '../../protocol/run-event'
import { keepToProcessors } from './affinity'
import type { LiveProcess } from './listener'
import { giveWay, isCrowd } from './priority'

/** The ladder of a stop: milliseconds after which SIGTERM follows the interrupt, and SIGKILL that. */
const TERMINATE_AFTER = 250
/** Milliseconds in which a process may see that its parent has ended and do about it what it has to, before it ends, too. */
const ORPHANED = 500

export interface Member extends LiveProcess {
  readonly child: UtilityProcess
  readonly parentSlot: number
  readonly generation: number
}

/** Who asks for the end of a process: the lab itself, when a run is stopped or over; the script; the user, for this one; the limit of memory. */
export type Ender = 'lab' | 'script' | 'user' | 'limit'

export class Members {
  private readonly bySlot = new Map<number, Member>()
  private readonly enders = new Map<number, Ender>()
  private readonly interrupted = new Set<number>()
  private isStopping = false
  /** There have been so many at once that they leave the processors to the window and to main. */
  private givesWay = false
  private readonly timers: NodeJS.Timeout[] = []
  private readonly killGrace: number
  private readonly processors: number | null

  constructor({ killGrace, processors }: RunLimits) {
    this.killGrace = killGrace
    this.processors = processors
  }

  get size(): number {
    return this.bySlot.size
  }

  get all(): readonly Member[] {
    return [...this.bySlot.values()]
  }

  at(slot: number): Member | undefined {
    return this.bySlot.get(slot)
  }

  add(member: Member): void {
    this.bySlot.set(member.slot, member)
    if (this.processors !== null) keepToProcessors(member.pid, this.processors)
    if (this.givesWay) giveWay(member.pid)
    else if (isCrowd(this.size)) {
      this.givesWay = true
      for (const { pid } of this.all) giveWay(pid)
    }
  }

  /** The process that was brought up for a slot, which says who it is. */
  join(child: UtilityProcess, slot: number, segment: Segment): Member {
    const { number, generation, parent, flags } = readSlot(segment, slot)
    const member: Member = {
      child,
      slot,
      pid: child.pid as number,
      number,
      generation,
      name: readName(segment, slotAt(slot) + SLOT.name),
      parentSlot: parent,
      parent: parent < 0 ? null : (this.at(parent)?.number ?? null),
      daemon: (flags & DAEMON) !== 0,
    }
    this.add(member)
    return member
  }

  /** It has ended: nobody could join its children any more. */
  remove(member: Member): void {
    this.bySlot.delete(member.slot)
    this.enders.delete(member.number)
    this.interrupted.delete(member.number)
    for (const other of this.bySlot.values())
      if (other.parentSlot === member.slot) this.timers.push(setTimeout(() => this.end(other), ORPHANED))
  }

  post(slot: number, message: ToProcess): void {
    this.bySlot.get(slot)?.child.postMessage(message)
  }

  /** The script interrupts one of its processes. */
  interrupt(slot: number, generation: number): void {
    const member = this.bySlot.get(slot)
    if (member?.generation !== generation) return
    this.interrupted.add(member.number)
    this.post(slot, { type: 'interrupt' })
  }

  /** Somebody asks for the end of a process; who asks first has ended it. */
  note(number: number, ender: Ender): void {
    if (!this.enders.has(number)) this.enders.set(number, ender)
  }

  /** @param signal what terminate() or kill() asked for, 0: nothing @returns `null`: nobody of whom the lab knows */
  enderOf({ number }: Member, signal: number, { reason }: ProcessEnd): Ender | null {
    const ender = this.enders.get(number)
    if (ender !== undefined) return ender
    if (this.isStopping) return 'lab'
    return signal !== 0 || (reason === 'interrupted' && this.interrupted.has(number)) ? 'script' : null
  }

  signalAll(signal: NodeJS.Signals): void {
    this.isStopping = true
    for (const member of this.bySlot.values()) kill(member.pid, signal)
  }

  /** What follows an interrupt that is not heeded. */
  stopAll(): void {
    this.isStopping = true
    this.timers.push(
      setTimeout(() => this.signalAll('SIGTERM'), TERMINATE_AFTER),
      setTimeout(() => this.signalAll('SIGKILL'), TERMINATE_AFTER + this.killGrace),
    )
  }

  endAll(): void {
    for (const member of this.bySlot.values()) this.end(member)
  }

  /** Gives the timers up; nobody is left. */
  close(): void {
    for (const timer of this.timers) clearTimeout(timer)
  }

  private end(member: Member): void {
    const isStillThere = () => this.bySlot.get(member.slot) === member
    if (!isStillThere()) return
    this.note(member.number, 'lab')
    kill(member.pid, 'SIGTERM')
    this.timers.push(setTimeout(() => isStillThere() && kill(member.pid, 'SIGKILL'), this.killGrace))
  }
}

/** Signals a process that may have ended. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
