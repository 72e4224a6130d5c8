/** A lane's tasks as blocks in bounded memory: when full, the blocks nearest to each other become one. */
export interface Block {
  /** Seconds of the run. */
  readonly start: number
  end: number
  /** Seconds in it that were spent on tasks; less than its length where blocks were merged. */
  busy: number
  /** Items done. */
  count: number
  failed: boolean
}

export class Blocks {
  list: Block[] = []
  private readonly capacity: number
  private gap = 0

  constructor(capacity: number) {
    this.capacity = capacity
  }

  add(start: number, end: number, count: number, failed: boolean): void {
    const last = this.list.at(-1)
    const near = last !== undefined && start - last.end <= this.gap && last.failed === failed
    if (near && this.gap > 0) merge(last, { start, end, busy: end - start, count, failed })
    else this.list.push({ start, end, busy: end - start, count, failed })
    if (this.list.length >= this.capacity) this.compact()
  }

  private compact(): void {
    const first = this.list[0]
    const last = this.list.at(-1)
    if (first === undefined || last === undefined) return
    this.gap = Math.max(this.gap * 2, (last.end - first.start) / (this.capacity * 4))
    const merged: Block[] = []
    for (const block of this.list) {
      const before = merged.at(-1)
      if (before !== undefined && block.start - before.end <= this.gap && before.failed === block.failed)
        merge(before, block)
      else merged.push(block)
    }
    this.list = merged
    if (merged.length > this.capacity / 2) this.compact()
  }
}

function merge(into: Block, block: Block): void {
  into.end = Math.max(into.end, block.end)
  into.busy += block.busy
  into.count += block.count
}
