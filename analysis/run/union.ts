/** The time that intervals cover together, in bounded memory: when there are too many, the smallest gaps are closed. */
export class Union {
  private starts: number[] = []
  private ends: number[] = []
  private readonly capacity: number

  /** @param capacity beyond it what is covered is told somewhat too long, never too short */
  constructor(capacity = 4096) {
    this.capacity = capacity
  }

  get length(): number {
    return this.ends.reduce((sum, end, i) => sum + end - (this.starts[i] as number), 0)
  }

  /** Intervals come mostly in the order of their ends, so that the search begins at the last. */
  add(start: number, end: number): void {
    if (end <= start) return
    let last = this.starts.length - 1
    while (last >= 0 && (this.starts[last] as number) > end) last--
    let first = last + 1
    while (first > 0 && (this.ends[first - 1] as number) >= start) first--
    const from = Math.min(start, this.starts[first] ?? Infinity)
    const joined = first <= last
    this.starts.splice(first, last - first + 1, joined ? from : start)
    this.ends.splice(first, last - first + 1, joined ? Math.max(end, this.ends[last] as number) : end)
    if (this.starts.length > this.capacity) this.close()
  }

  /** Half of the gaps, the smallest. */
  private close(): void {
    const gaps = this.starts.slice(1).map((start, i) => start - (this.ends[i] as number))
    const limit = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] as number
    const open = gaps.map((gap) => gap > limit)
    this.starts = this.starts.filter((_start, i) => i === 0 || open[i - 1])
    this.ends = this.ends.filter((_end, i) => i === gaps.length || open[i])
  }
}
