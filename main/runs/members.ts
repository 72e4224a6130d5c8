/** The living processes of a run, by their slots, and how they are made to end. */
import type { UtilityProcess } from 'electron'
import type { ToProcess } from '../../protocol/control'
import type { LiveProcess } from './listener'

/** The ladder of a stop: milliseconds after which SIGTERM and then SIGKILL follow the interrupt. */
const TERMINATE_AFTER = 250
const KILL_AFTER = 750

export interface Member extends LiveProcess {
  readonly child: UtilityProcess
  readonly parentSlot: number
  readonly generation: number
}

export class Members {
  private readonly bySlot = new Map<number, Member>()
  private readonly timers: NodeJS.Timeout[] = []

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
  }

  /** It has ended: nobody could join its children any more. */
  remove(member: Member): void {
    this.bySlot.delete(member.slot)
    for (const other of this.bySlot.values()) if (other.parentSlot === member.slot) this.end(other)
  }

  post(slot: number, message: ToProcess): void {
    this.bySlot.get(slot)?.child.postMessage(message)
  }

  signalAll(signal: NodeJS.Signals): void {
    for (const member of this.bySlot.values()) kill(member.pid, signal)
  }

  /** What follows an interrupt that is not heeded. */
  stopAll(): void {
    this.timers.push(
      setTimeout(() => this.signalAll('SIGTERM'), TERMINATE_AFTER),
      setTimeout(() => this.signalAll('SIGKILL'), KILL_AFTER),
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
    kill(member.pid, 'SIGTERM')
    const isStillThere = () => this.bySlot.get(member.slot) === member
    this.timers.push(setTimeout(() => isStillThere() && kill(member.pid, 'SIGKILL'), KILL_AFTER - TERMINATE_AFTER))
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
