/** What `Condition` and `Barrier` share: a line of those who wait, and what becomes of the dead in it. */
import { HEADER } from '../segment/layout'
import { isCurrent, ring, type Entry } from '../segment/waiters'
import { PENDING, type Attempt, type Source } from '../segment/attempt'
import { LINED } from './layout'
import { Line, WAITING, type CALLED, type Place, type REFUSED } from './line'
import { SharedObject } from './shared-object'

const DEATHS = LINED.deaths / 4

export abstract class Lined extends SharedObject {
  protected readonly line: Line
  /** Whom to ring once outside the latch. */
  private rings: Entry[] = []

  protected constructor(kind: 'Condition' | 'Barrier', size: number, offset: number | undefined) {
    super(kind, size, offset)
    this.line = new Line(this.segment, this.offset)
    if (offset === undefined) this.u32[this.at + DEATHS] = this.deaths()
  }

  /** Inside the latch, after processes have ended: nobody waits for them, and what they had is passed on. */
  protected abstract bury(): void

  protected override enter(): void {
    super.enter()
    const deaths = this.deaths()
    if (this.u32[this.at + DEATHS] === deaths) return
    this.bury()
    this.u32[this.at + DEATHS] = deaths
  }

  protected override leave(): void {
    const { rings } = this
    this.rings = []
    super.leave()
    for (const entry of rings) ring(this.segment, entry)
  }

  /** Inside the latch. */
  protected settle(place: Place, state: typeof CALLED | typeof REFUSED, detail?: number): void {
    this.rings.push(this.line.settle(place, state, detail))
  }

  protected isDead(place: Place): boolean {
    return !isCurrent(this.segment, this.line.entry(place))
  }

  /** What one operation waits for. Its place stays in line, whichever driver waits. */
  protected source(place: Place): Source {
    return {
      kind: `${this.kind as 'Condition' | 'Barrier'}.wait`,
      number: this.number,
      isReady: () => this.line.state(place) !== WAITING,
      withdraw: () => undefined,
    }
  }

  protected waiting(place: Place): Attempt<true> {
    return (entry) => {
      if (this.line.state(place) !== WAITING) return true
      if (entry === 0) return PENDING
      this.enter()
      this.line.setEntry(place, entry)
      const state = this.line.state(place)
      this.leave()
      return state === WAITING ? PENDING : true
    }
  }

  private deaths(): number {
    return Atomics.load(this.u32, HEADER.deaths / 4)
  }
}
