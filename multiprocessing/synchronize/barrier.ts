/** `Barrier`: CPython's `multiprocessing.Barrier`. */
import { BrokenBarrierError, ValueError } from '../errors'
import { attached } from '../segment/attachment'
import type { Entry } from '../segment/waiters'
import { TIMED_OUT, toLimits, type Limits } from '../segment/attempt'
import { awaited, blocked } from '../segment/waiting'
import { BARRIER } from './layout'
import { CALLED, REFUSED, WAITING, type Place } from './line'
import { Lined } from './lined'
import { processName, travels, type AbandonedBy } from './shared-object'

/** What a barrier does besides waiting. CPython: `action` and `timeout` of `multiprocessing.Barrier`. */
export interface BarrierOptions {
  /** Run by the last to come before anybody goes on. Asynchronous only where all come with `wait`. */
  readonly action?: (() => unknown) | undefined
  /** Seconds: the limit of each `wait` that is given none. */
  readonly timeout?: number | undefined
}

/** Why somebody is refused; a place and the barrier hold the index. */
const REASONS = ['timeout', 'abort', 'action', 'cancelled', 'reset', 'death'] as const
type Reason = (typeof REASONS)[number]

const BROKEN = BARRIER.broken / 4
const PARTIES = BARRIER.parties / 4
const ARRIVED = BARRIER.arrived / 4
const ACTOR = BARRIER.actor / 4
const REASON = BARRIER.reason / 4
const CULPRIT = BARRIER.culprit / 4

/**
 * Where `parties` operations wait for each other; then all go on, and it can be used again. It breaks for all when one
 * that waits gives up: by its timeout, by being cancelled, or by the death of its process.
 * CPython: `multiprocessing.Barrier`.
 */
export class Barrier extends Lined {
  /** How many have to come. */
  readonly parties: number
  private readonly options: BarrierOptions

  /** @throws ValueError when parties is no integer from 1 on */
  constructor(parties: number, options?: BarrierOptions)
  /** @internal */
  constructor(parties: number, options: BarrierOptions, offset: number)
  constructor(parties: number, options: BarrierOptions = {}, offset?: number) {
    if (offset === undefined && (!Number.isInteger(parties) || parties < 1))
      throw new ValueError(`parties must be >= 1 and an integer, not ${String(parties)}`)
    super('Barrier', BARRIER.size, offset)
    this.options = options
    if (offset === undefined) {
      this.u32[this.at + PARTIES] = parties
      remember(this)
    }
    this.parties = this.u32[this.at + PARTIES] as number
  }

  /** How many wait. CPython: `Barrier.n_waiting`. */
  get nWaiting(): number {
    return Atomics.load(this.u32, this.at + ARRIVED)
  }

  /** Whether it has been broken and not been reset. */
  get broken(): boolean {
    return Atomics.load(this.u32, this.at + BROKEN) === 1
  }

  /** The process whose death broke the barrier; `null` when something else did, or it is not broken. */
  get abandoned(): AbandonedBy | null {
    const culprit = Atomics.load(this.u32, this.at + CULPRIT)
    return culprit === 0 ? null : { process: culprit - 1, name: processName(this.segment, culprit - 1) }
  }

  /**
   * Waits until all parties have come.
   * @param limits when its time passes, the barrier breaks
   * @returns which of the parties this was: 0 came first
   * @throws BrokenBarrierError when the barrier is broken, or breaks or is reset meanwhile
   * @throws what the action throws, where it ran
   */
  async wait(limits?: number | Limits): Promise<number> {
    const given = this.limits(limits)
    const { place, acts } = this.arrive(attached().entry)
    if (acts)
      do {
        try {
          await this.options.action?.()
        } catch (error) {
          throw this.failed(place, 'action', error)
        }
      } while (this.open(place))
    try {
      const result = await awaited(this.source(place), this.waiting(place), given)
      if (result === TIMED_OUT) this.giveUp(place, 'timeout')
    } catch (error) {
      throw this.failed(place, 'cancelled', error)
    }
    return this.depart(place)
  }

  waitSync(limits?: number | Limits): number {
    const given = this.limits(limits)
    const { place, acts } = this.arrive(attached().syncEntry)
    if (acts)
      do {
        try {
          if (this.options.action?.() instanceof Promise)
            throw new TypeError('the action of this Barrier is asynchronous: come with wait(), not with waitSync()')
        } catch (error) {
          throw this.failed(place, 'action', error)
        }
      } while (this.open(place))
    try {
      const result = blocked(this.source(place), this.waiting(place), given)
      if (result === TIMED_OUT) this.giveUp(place, 'timeout')
    } catch (error) {
      throw this.failed(place, 'cancelled', error)
    }
    return this.depart(place)
  }

  /** Makes it as new; who waits gets a BrokenBarrierError. */
  reset(): void {
    this.enter()
    this.u32[this.at + CULPRIT] = 0
    Atomics.store(this.u32, this.at + BROKEN, 0)
    this.refuseAll('reset')
    this.leave()
  }

  /** Breaks it: who waits and who comes gets a BrokenBarrierError, until somebody resets it. */
  abort(): void {
    this.enter()
    this.break('abort')
    this.leave()
  }

  override toString(): string {
    return this.broken ? '<Barrier broken>' : `<Barrier waiters=${this.nWaiting}/${this.parties}>`
  }

  /** @internal */
  static optionsOf(barrier: Barrier): BarrierOptions {
    return barrier.options
  }

  /** What was begun inside the latch is done to the end: a round half let through, a line half refused. */
  protected mend(): void {
    const { line } = this
    Atomics.store(this.u32, this.at + ARRIVED, line.mend())
    let begun: number = WAITING
    let detail = 0
    for (let place = line.first; place !== 0; place = line.next(place))
      if (line.state(place) !== WAITING) {
        begun = line.state(place)
        detail = line.detail(place)
      }
    if (this.broken) this.refuseAll(REASONS[this.u32[this.at + REASON] as number] ?? 'death')
    else if (begun === REFUSED) this.refuseAll(REASONS[detail] ?? 'reset')
    else if (begun === CALLED) this.letThrough()
  }

  protected bury(): void {
    const { line } = this
    for (let place = line.first; place !== 0; place = line.next(place)) {
      if (!this.isDead(place)) continue
      this.u32[this.at + CULPRIT] = line.number(place) + 1
      this.reportDeath(line.number(place))
      return this.break('death')
    }
  }

  private limits(limits: number | Limits | undefined): Limits {
    const given = toLimits(limits)
    given?.signal?.throwIfAborted()
    return { ...given, timeout: given?.timeout ?? this.options.timeout }
  }

  /** @returns a place in line, and whether this operation is to run the action */
  private arrive(entry: Entry): { readonly place: Place; readonly acts: boolean } {
    const { u32, at, line } = this
    const place = line.place(entry)
    this.enter()
    if (this.broken) {
      this.leave()
      line.free(place)
      throw this.error(u32[at + REASON] as number)
    }
    line.join(place)
    this.record.count()
    const arrived = (u32[at + ARRIVED] as number) + 1
    Atomics.store(u32, at + ARRIVED, arrived)
    const full = arrived >= this.parties && u32[at + ACTOR] === 0
    const acts = full && this.options.action !== undefined
    if (acts) u32[at + ACTOR] = place
    else if (full) this.letThrough()
    this.leave()
    return { place, acts }
  }

  /** After the action. @returns whether another round has come together meanwhile, whose action is to be run too */
  private open(place: Place): boolean {
    const { u32, at } = this
    this.enter()
    const isMine = u32[at + ACTOR] === place
    if (isMine) this.letThrough()
    const again = isMine && this.nWaiting >= this.parties
    if (again) u32[at + ACTOR] = place
    this.leave()
    return again
  }

  /** Inside the latch: all parties are there and may go on. */
  private letThrough(): void {
    const { u32, at, line } = this
    let place = line.first
    for (let index = 0; index < this.parties; index++) {
      this.settle(place, CALLED, index)
      place = line.next(place)
    }
    line.startAt(place)
    u32[at + ACTOR] = 0
    Atomics.store(u32, at + ARRIVED, (u32[at + ARRIVED] as number) - this.parties)
  }

  private break(reason: Reason): void {
    this.u32[this.at + REASON] = REASONS.indexOf(reason)
    Atomics.store(this.u32, this.at + BROKEN, 1)
    this.refuseAll(reason)
  }

  private refuseAll(reason: Reason): void {
    const { u32, at, line } = this
    const dead: Place[] = []
    for (let place = line.first; place !== 0; place = line.next(place)) {
      this.settle(place, REFUSED, REASONS.indexOf(reason))
      if (this.isDead(place)) dead.push(place)
    }
    line.startAt(0)
    for (const place of dead) line.free(place)
    u32[at + ACTOR] = 0
    Atomics.store(u32, at + ARRIVED, 0)
  }

  private giveUp(place: Place, reason: Reason): void {
    this.enter()
    if (this.line.state(place) === WAITING) this.break(reason)
    this.leave()
  }

  private failed(place: Place, reason: Reason, error: unknown): unknown {
    this.giveUp(place, reason)
    this.settled(place)
    return error
  }

  private depart(place: Place): number {
    const [state, detail] = this.settled(place)
    if (state === REFUSED) throw this.error(detail)
    return detail
  }

  /** Inside the latch, lest somebody is just taking the place out of the line. */
  private settled(place: Place): readonly [state: number, detail: number] {
    this.enter()
    const outcome = [this.line.state(place), this.line.detail(place)] as const
    this.leave()
    this.line.free(place)
    return outcome
  }

  private error(reason: number): BrokenBarrierError {
    const words: Readonly<Record<Reason, string>> = {
      timeout: 'is broken: a process waited longer than its timeout',
      abort: 'is broken: it was aborted',
      action: 'is broken: its action threw an error',
      cancelled: 'is broken: a process was cancelled while it waited',
      reset: 'was reset while this process waited',
      death: `is broken: ${this.abandoned?.name ?? 'a process'} ended while it waited`,
    }
    return new BrokenBarrierError(`the barrier ${words[REASONS[reason] ?? 'abort']}`)
  }
}

const remember = travels(
  'Barrier',
  Barrier,
  (barrier) => Barrier.optionsOf(barrier),
  (offset, options: BarrierOptions) => new Barrier(0, options, offset),
)
