/** Seconds of one item, from the records of tasks. */
import type { TaskFigures } from '../../protocol/sweep'
import type { TaskColumns } from '../../protocol/telemetry'

interface Record {
  /** Seconds an item. */
  readonly seconds: number
  readonly items: number
}

export class TaskTimes {
  private readonly records = new Map<number, Record[]>()
  /** Records that came too fast to be read; of which map they were is not known. */
  private dropped = 0

  add({ map, count, start, end, dropped }: TaskColumns): void {
    this.dropped += dropped
    for (const [i, of] of map.entries()) {
      const items = count[i] as number
      if (items === 0) continue
      const seconds = ((end[i] as number) - (start[i] as number)) / 1000 / items
      const own = this.records.get(of)
      if (own === undefined) this.records.set(of, [{ seconds, items }])
      else own.push({ seconds, items })
    }
  }

  /** @returns `null` where no record was read */
  of(map: number): TaskFigures | null {
    const records = this.records.get(map)
    return records === undefined ? null : { ...figuresOf(records), dropped: this.dropped }
  }
}

function figuresOf(records: Record[]): Omit<TaskFigures, 'dropped'> {
  const items = records.reduce((sum, record) => sum + record.items, 0)
  const mean = records.reduce((sum, { seconds, items: n }) => sum + seconds * n, 0) / items
  const variance = records.reduce((sum, { seconds, items: n }) => sum + (seconds - mean) ** 2 * n, 0) / items
  const sorted = [...records].sort((a, b) => a.seconds - b.seconds)
  return {
    records: records.length,
    items,
    mean,
    deviation: Math.sqrt(variance),
    median: quantile(sorted, items / 2),
    p95: quantile(sorted, items * 0.95),
  }
}

/** Seconds of the item that stands at this place among all, fast ones first. */
function quantile(sorted: readonly Record[], place: number): number {
  let items = 0
  for (const record of sorted) {
    items += record.items
    if (items >= place) return record.seconds
  }
  return sorted.at(-1)?.seconds ?? 0
}
