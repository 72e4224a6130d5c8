/** How far calls are, as their workers tell it: a pool lets results gather and hears of them later. */
import type { WorkView } from './works'

export class Progress {
  private readonly items = new Map<number, { settled: number; begun: number }>()

  /** Items that a worker has settled of the call that it had last. */
  settled(call: number, items: number): void {
    this.entry(call).settled += items
  }

  /** Items that it has done of the chunk that it has now. */
  begun(call: number, items: number): void {
    this.entry(call).begun += items
  }

  /** Items of a call that are done: at least those that its pool has taken, of whichever workers. */
  of({ id, total, done }: WorkView): number {
    const { settled, begun } = this.entry(id)
    return Math.min(total, Math.max(done, settled) + begun)
  }

  private entry(call: number): { settled: number; begun: number } {
    let entry = this.items.get(call)
    if (entry === undefined) this.items.set(call, (entry = { settled: 0, begun: 0 }))
    return entry
  }
}
