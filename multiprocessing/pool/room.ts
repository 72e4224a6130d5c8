/** How many calls a pool may hold: who wants to make one more waits until one has been done. */
import { toLimits, type Limits, type Source } from '../segment/attempt'
import { told } from './told'

export class Room {
  taken = 0
  private readonly size: number
  private readonly source: Source
  private readonly waiting = new Set<() => void>()

  /** @param size calls that may be open at once @param source what ends them */
  constructor(size: number, source: Source) {
    this.size = size
    this.source = source
  }

  get isFull(): boolean {
    return this.taken >= this.size
  }

  enter(): void {
    this.taken++
  }

  readonly leave = (): void => {
    this.taken--
    if (this.isFull) return
    for (const look of this.waiting) look()
  }

  /** @returns false when there was no room in time */
  async wait(limits: number | Limits | undefined): Promise<boolean> {
    const to = toLimits(limits)
    to?.signal?.throwIfAborted()
    if (!this.isFull) return true
    return told(
      this.source,
      (tell) => {
        this.waiting.add(tell)
        return () => this.waiting.delete(tell)
      },
      to,
    )
  }
}
