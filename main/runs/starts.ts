/** The processes of a run that are being brought up. */
import { setMaxListeners } from 'node:events'
import type { Spare, Spares } from './spares'

export class Starts {
  private readonly spares: Spares
  private readonly starting = new Set<number>()
  private readonly unwanted = new AbortController()

  constructor(spares: Spares) {
    this.spares = spares
    // Each that is brought up listens.
    setMaxListeners(0, this.unwanted.signal)
  }

  /** The slots that they will have. */
  get slots(): readonly number[] {
    return [...this.starting]
  }

  /** @throws Error when none can be started; DOMException when they were given up */
  async take(slot: number, cold: boolean): Promise<Spare> {
    this.starting.add(slot)
    try {
      return await this.spares.take(cold, this.unwanted.signal)
    } finally {
      this.starting.delete(slot)
    }
  }

  /** Nobody waits for them any more: the run is stopped, or the script has ended. */
  giveUp(): void {
    this.unwanted.abort()
  }
}
