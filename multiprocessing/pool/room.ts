/** How many calls a pool may hold: who wants to make one more waits until one has been done. */
import { toLimits, type Limits } from '../segment/waiting'

export class Room {
  taken = 0
  private readonly size: number
  private readonly waiting = new Set<() => void>()

  /** @param size calls that may be open at once */
  constructor(size: number) {
    this.size = size
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
  wait(limits: number | Limits | undefined): Promise<boolean> {
    const { timeout, signal, block } = toLimits(limits) ?? {}
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
    if (!this.isFull) return Promise.resolve(true)
    if (block === false || (timeout !== undefined && timeout <= 0)) return Promise.resolve(false)
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        this.waiting.delete(look)
        settle()
      }
      const look = () => done(() => resolve(true))
      const abort = () => done(() => reject(signal?.reason as Error))
      const timer =
        timeout === undefined || timeout === Infinity
          ? undefined
          : setTimeout(() => done(() => resolve(false)), timeout * 1000)
      signal?.addEventListener('abort', abort, { once: true })
      this.waiting.add(look)
    })
  }
}
