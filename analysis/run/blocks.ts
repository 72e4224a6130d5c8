/** A lane's tasks as columns in bounded memory: when full, those that begin in the same short stretch of time become one. */
const FIRST = 64

export class Blocks {
  length = 0
  /** Seconds of the run. */
  start = new Float64Array(FIRST)
  end = new Float64Array(FIRST)
  /** Seconds spent on tasks; less than `end - start` where blocks were joined. */
  busy = new Float64Array(FIRST)
  /** Items, and those of them that failed. */
  count = new Float64Array(FIRST)
  failed = new Float64Array(FIRST)
  map = new Float64Array(FIRST)
  /** Seconds of a stretch; tasks that are longer are never joined. 0: each task is its own block. */
  grain = 0
  private readonly capacity: number

  constructor(capacity: number) {
    this.capacity = capacity
  }

  /** Tasks come in the order of their ends, as the process did them. @param failed items that failed */
  add(start: number, end: number, count: number, failed: number, map: number): void {
    if (this.length >= this.capacity) this.compact()
    if (this.length >= this.start.length) this.grow()
    this.put(start, end, end - start, count, failed, map)
  }

  /** The first block that ends at or after a time; `length` when there is none. */
  firstAfter(time: number): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.end[middle] as number) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  private put(start: number, end: number, busy: number, count: number, failed: number, map: number): void {
    const last = this.length - 1
    if (last >= 0 && this.joins(last, start, end)) {
      this.end[last] = end
      ;(this.busy[last] as number) += busy
      ;(this.count[last] as number) += count
      ;(this.failed[last] as number) += failed
      this.map[last] = map
      return
    }
    const at = this.length++
    this.start[at] = start
    this.end[at] = end
    this.busy[at] = busy
    this.count[at] = count
    this.failed[at] = failed
    this.map[at] = map
  }

  private joins(last: number, start: number, end: number): boolean {
    const { grain } = this
    if (grain === 0 || end - start >= grain) return false
    const begun = this.start[last] as number
    return (
      Math.floor(begun / grain) === Math.floor(start / grain) && (this.busy[last] as number) < grain && end >= begun
    )
  }

  /** Ends because a span of time holds at most two blocks a stretch: one of short tasks, one long. */
  private compact(): void {
    const span = (this.end[this.length - 1] as number) - (this.start[0] as number)
    this.grain = Math.max(this.grain, span / (this.capacity * 16), 1e-9)
    while (this.length > this.capacity / 2) {
      this.grain *= 2
      const { start, end, busy, count, failed, map, length } = this
      this.length = 0
      for (let i = 0; i < length; i++)
        this.put(
          start[i] as number,
          end[i] as number,
          busy[i] as number,
          count[i] as number,
          failed[i] as number,
          map[i] as number,
        )
    }
  }

  private grow(): void {
    const size = Math.min(this.capacity, this.start.length * 2)
    for (const column of ['start', 'end', 'busy', 'count', 'failed', 'map'] as const) {
      const larger = new Float64Array(size)
      larger.set(this[column])
      this[column] = larger
    }
  }
}
