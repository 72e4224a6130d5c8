/** Watches a run for deadlocks, tells of them, and breaks them where it is asked to. */
import { findDeadlocks, type Deadlock } from '../../analysis/deadlock'
import { operatingSystem } from '../../multiprocessing/segment/operating-system'
import { SLOT, WAITS } from '../../multiprocessing/segment/layout'
import { now, type Segment } from '../../multiprocessing/segment/segment'
import { slotAt } from '../../multiprocessing/segment/slots'
import type { RunEvent, StuckWait } from '../../protocol/run-event'
import { texts } from '../../texts/main'
import { Changes } from './changes'
import type { Member, Members } from './members'
import type { Sites } from './sites'
import { Snapshots } from './snapshot'
import type { Waiting } from './waits'

/** Looks after which a process that had something else to do is asked again. */
const PATIENCE = 2

/** Looks of which one is made though nothing seems to have happened, lest a deadlock be told late. */
const AT_LEAST = 3

/** One that has been seen and not been told yet. */
interface Suspect {
  readonly deadlock: Deadlock
  /** Those whose promises wait: question to process, and who has answered that there is nothing else. */
  readonly questions: ReadonlyMap<number, number>
  readonly idle: Set<number>
}

/** One that has been told and goes on. */
interface Told extends Deadlock {
  readonly id: number
  /** The wait that was told to give up, since when, in monotonic nanoseconds: whoever then waits for the same waits anew. */
  broken: { readonly wait: StuckWait; readonly since: number } | null
}

type DeadlockEvent = Extract<RunEvent, { type: 'deadlock' | 'deadlock-ended' }>
type Untimed = DeadlockEvent extends infer E ? (E extends DeadlockEvent ? Omit<E, 'at'> : never) : never

export class Deadlocks {
  private readonly segment: Segment
  private readonly members: Members
  private readonly tell: (event: Untimed) => void
  private readonly snapshots: Snapshots
  private readonly sites: Sites
  private readonly changes: Changes
  private suspects = new Map<string, Suspect>()
  private readonly told = new Map<number, Told>()
  /** Processes that do something besides waiting, and the look after which they may be idle. */
  private readonly busy = new Map<number, number>()
  private looks = 0
  private isClosed = false
  private questions = 0
  private deadlocks = 0

  constructor(segment: Segment, members: Members, sites: Sites, tell: (event: Untimed) => void) {
    this.segment = segment
    this.members = members
    this.tell = tell
    this.snapshots = new Snapshots(segment, members, sites)
    this.sites = sites
    this.changes = new Changes(segment)
  }

  /** To be called every 50 ms: what is seen twice in a row, and confirmed by its processes, is told, at their last answer. */
  look(): void {
    this.looks++
    this.endTold()
    if (this.isClosed || this.isAsBefore()) return
    const snapshot = this.snapshots.take(now(), (process) => (this.busy.get(process) ?? 0) > this.looks)
    const found = snapshot === null ? [] : findDeadlocks(snapshot, this.sites.isOneFile, this.isTold)
    const before = this.suspects
    this.suspects = new Map()
    for (const deadlock of found) {
      // Told in doubt, it is told once more when it is certain.
      if (deadlock.rescuers.length > 0 && this.toldOf(deadlock.processes) !== undefined) continue
      const suspect = before.get(deadlock.key)
      if (suspect !== undefined && this.isCertain(suspect)) this.report(deadlock)
      else this.suspects.set(deadlock.key, suspect ?? this.suspect(deadlock))
    }
  }

  /** Nothing has happened since the last look, which found nothing. */
  private isAsBefore(): boolean {
    const hasChanged = this.changes.any()
    return !hasChanged && this.snapshots.isSettled && this.suspects.size === 0 && this.looks % AT_LEAST !== 0
  }

  /** The run is being stopped: who waits for whom meanwhile is of no interest. */
  close(): void {
    this.isClosed = true
  }

  /** A process has answered whether it does nothing but wait. */
  answered(process: number, question: number, isIdle: boolean): void {
    for (const suspect of this.suspects.values()) {
      if (suspect.questions.get(question) !== process) continue
      if (!isIdle) this.busy.set(process, this.looks + PATIENCE)
      else if (suspect.idle.add(process).size === suspect.questions.size) return this.look()
    }
  }

  /**
   * One of the waits throws a `DeadlockError`: that of the process that was started last, rather not the script's own.
   * @throws Error when it is over
   */
  break(id: number): void {
    const deadlock = this.told.get(id)
    if (deadlock === undefined) throw new Error(texts.running.noDeadlock(id))
    const victim = victimOf(deadlock)
    const member = this.members.all.find(({ number }) => number === victim?.process)
    const wait = member === undefined ? undefined : this.waitOf(member, victim)
    if (victim === undefined || wait === undefined || member === undefined) throw new Error(texts.running.nobodyGivesUp)
    deadlock.broken = { wait: victim, since: wait.since }
    const { segment } = this
    const sentence = Buffer.from(deadlock.sentence)
    const at = slotAt(member.slot)
    segment.setU32(at + SLOT.verdictLength, sentence.length)
    segment.setU32(at + SLOT.verdictOn, wait.object)
    segment.setU32(at + SLOT.verdictKind, WAITS.indexOf(wait.kind))
    segment.setF64(at + SLOT.verdict, segment.store(sentence))
    segment.memory.post(at + SLOT.syncBell)
    segment.memory.post(at + SLOT.bell)
    this.members.post(member.slot, { type: 'break' })
  }

  /** Asks those whose promises wait whether there is anything else. */
  private suspect(deadlock: Deadlock): Suspect {
    const questions = new Map<number, number>()
    for (const member of this.membersOf(deadlock)) {
      if (this.snapshots.current(member)?.some(({ blocks }) => blocks) === true) continue
      questions.set(++this.questions, member.number)
      this.members.post(member.slot, { type: 'probe', question: this.questions })
    }
    return { deadlock, questions, idle: new Set() }
  }

  /** Seen a second time: everybody has said that he is idle, and everybody sleeps with no ring on its way. */
  private isCertain({ deadlock, questions, idle }: Suspect): boolean {
    const { segment } = this
    const system = operatingSystem()
    return (
      idle.size === questions.size &&
      this.membersOf(deadlock).every(({ slot, pid }) => {
        const at = slotAt(slot)
        // The other bell may have been rung long ago: nobody hears it just now.
        const bell = segment.u32(at + SLOT.deaf) === 1 ? SLOT.syncBell : SLOT.bell
        return !segment.memory.isPosted(at + bell) && system.isAsleep(pid)
      })
    )
  }

  private report(deadlock: Deadlock): void {
    const { sentence, waits, processes, rescuers } = deadlock
    const id = this.toldOf(processes)?.id ?? ++this.deadlocks
    const breaks = victimOf(deadlock)?.process ?? null
    this.told.set(id, { ...deadlock, id, broken: null })
    this.tell({ type: 'deadlock', deadlock: id, sentence, waits, breaks, rescuers })
  }

  /** Whether there is nothing more to say of a deadlock of these processes. */
  private readonly isTold = (processes: readonly number[]): boolean => {
    const told = this.toldOf(processes)
    return told !== undefined && (told.broken !== null || told.rescuers.length === 0)
  }

  /** The one that has been told, and goes on, that one of these processes is in. */
  private toldOf(processes: readonly number[]): Told | undefined {
    return [...this.told.values()].find((told) => told.processes.some((process) => processes.includes(process)))
  }

  private endTold(): void {
    for (const told of this.told.values()) {
      if (told.waits.every((wait) => this.goesOn(wait, told.broken))) continue
      this.told.delete(told.id)
      this.tell({ type: 'deadlock-ended', deadlock: told.id, how: told.broken !== null ? 'broken' : 'dissolved' })
    }
  }

  private goesOn(stuck: StuckWait, broken: Told['broken']): boolean {
    const member = this.members.all.find(({ number }) => number === stuck.process)
    if (member === undefined) return false
    if (this.snapshots.current(member) === null) return true
    const wait = this.waitOf(member, stuck)
    return wait !== undefined && (stuck !== broken?.wait || wait.since === broken.since)
  }

  /** What it is that a process was said to wait for. */
  private waitOf(member: Member, stuck: StuckWait | undefined): Waiting | undefined {
    const waits = this.snapshots.current(member) ?? []
    return waits.find(({ told }) => told.kind === stuck?.kind && told.object === stuck.object)
  }

  private membersOf({ processes }: Deadlock): Member[] {
    return this.members.all.filter(({ number }) => processes.includes(number))
  }
}

/** Of a pool's workers nobody is asked to give up waiting for tasks: it would end. */
function victimOf({ waits, cycle }: Deadlock): StuckWait | undefined {
  const possible = waits.filter(({ kind }) => kind !== 'task').sort((a, b) => b.process - a.process)
  const inCycle = possible.filter(({ process }) => cycle.includes(process))
  return [...inCycle, ...possible].find(({ process }) => process !== 0) ?? inCycle[0] ?? possible[0]
}
