/** Columns of numbers on one clock in bounded memory: when full, neighbours are averaged and the step doubles. */
export class Series {
  /** Seconds of the run. */
  times: number[] = []
  columns: number[][] = []
  /** Counts points, so that a chart draws only when there is a new one. */
  version = 0
  private readonly capacity: number
  /** Samples that make one point, and those of the point being made. */
  private stride = 1
  private pending: number[][] = []

  constructor(capacity: number) {
    this.capacity = capacity
  }

  /** @param values one per column; columns that are new start with zeros */
  add(time: number, values: readonly number[]): void {
    this.pending.push([time, ...values])
    if (this.pending.length < this.stride) return
    const point = mean(this.pending)
    this.pending = []
    this.times.push(point[0] ?? time)
    for (let i = 0; i < Math.max(values.length, this.columns.length); i++) {
      const column = (this.columns[i] ??= new Array<number>(this.times.length - 1).fill(0))
      column.push(point[i + 1] ?? 0)
    }
    if (this.times.length >= this.capacity) this.halve()
    this.version++
  }

  /** The index of the point at or before a time, -1 before the first. */
  indexAt(time: number): number {
    let low = 0
    let high = this.times.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.times[middle] as number) <= time) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  private halve(): void {
    this.stride *= 2
    this.times = pairs(this.times)
    this.columns = this.columns.map(pairs)
  }
}

function mean(rows: readonly (readonly number[])[]): readonly number[] {
  const [first] = rows
  if (first !== undefined && rows.length === 1) return first
  const width = Math.max(...rows.map((row) => row.length))
  return Array.from({ length: width }, (_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length)
}

function pairs(values: readonly number[]): number[] {
  const half: number[] = []
  for (let i = 0; i < values.length; i += 2)
    half.push(((values[i] as number) + (values[i + 1] ?? (values[i] as number))) / 2)
  return half
}
