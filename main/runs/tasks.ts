/** Reads the processes' rings of finished chunks, in place. */
import {
  MEASURE,
  RECORDS_AT,
  SHOWN,
  SLOT,
  SLOTS,
  TASK_RECORD,
  TASK_RECORDS,
} from '../../multiprocessing/segment/layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { slotAt } from '../../multiprocessing/segment/slots'
import { NO_TASKS, type ShownTask, type TaskColumns } from '../../protocol/telemetry'
import { growing, type Growing } from './columns'
import type { LiveProcess } from './listener'

/** Chunks of one look that are told with their items and results: those that failed, and the longest. */
const MOST_SHOWN = 500

const { shown: _shown, dropped: _dropped, ...NO_ROWS } = NO_TASKS
type Rows = Growing<typeof NO_ROWS>

interface Candidate {
  readonly row: number
  readonly record: number
}

export class TaskReader {
  private readonly segment: Segment
  private readonly at: (nanoseconds: number) => number
  /** All rings: a buffer of its own for each text would cost more than the text. */
  private readonly records: Buffer
  private readonly seen = new Map<number, number>()

  /** @param at turns monotonic nanoseconds into milliseconds of the run */
  constructor(segment: Segment, at: (nanoseconds: number) => number) {
    this.segment = segment
    this.at = at
    this.records = Buffer.from(segment.window.u8.buffer, RECORDS_AT, SLOTS * TASK_RECORDS * TASK_RECORD.size)
  }

  /** The chunks finished since the last call. */
  read(processes: readonly LiveProcess[]): TaskColumns {
    const columns = growing(NO_ROWS)
    const shown: ShownTask[] = []
    let dropped = 0
    for (const process of processes) {
      const written = this.written(process.slot)
      const from = this.seen.get(process.number) ?? 0
      if (written === from) continue
      const first = Math.max(from, written - TASK_RECORDS)
      const firstRow = columns.process.length
      const candidates: Candidate[] = []
      for (let i = first; i < written; i++) this.readRecord(process, i, columns, candidates)
      const texts = this.readShown(chosen(candidates, columns, MOST_SHOWN - shown.length))
      // Written over while they were read: the oldest ones.
      const lost = Math.max(first, this.written(process.slot) - TASK_RECORDS + 1) - first
      if (lost > 0) for (const column of Object.values(columns)) column.splice(firstRow, lost)
      for (const text of texts) if (text.row >= firstRow + lost) shown.push({ ...text, row: text.row - lost })
      dropped += first - from + Math.min(lost, written - first)
      this.seen.set(process.number, written)
    }
    return { ...columns, shown, dropped }
  }

  private written(slot: number): number {
    return this.segment.f64(slotAt(slot) + SLOT.measure + MEASURE.records)
  }

  private readRecord({ number, slot }: LiveProcess, i: number, columns: Rows, candidates: Candidate[]): void {
    const { segment } = this
    const record = RECORDS_AT + (slot * TASK_RECORDS + (i % TASK_RECORDS)) * TASK_RECORD.size
    const start = segment.f64(record + TASK_RECORD.start)
    const end = segment.f64(record + TASK_RECORD.end)
    const failed = segment.u32(record + TASK_RECORD.failed) === 1
    if (failed || end - start >= SHOWN) candidates.push({ row: columns.process.length, record })
    columns.process.push(number)
    columns.map.push(segment.u32(record + TASK_RECORD.work))
    columns.index.push(segment.u32(record + TASK_RECORD.index))
    columns.count.push(segment.u32(record + TASK_RECORD.count))
    columns.start.push(this.at(start))
    columns.end.push(this.at(end))
    columns.failed.push(failed)
    columns.attempt.push(segment.u32(record + TASK_RECORD.attempt))
    columns.bytesIn.push(segment.u32(record + TASK_RECORD.bytesIn))
    columns.bytesOut.push(segment.u32(record + TASK_RECORD.bytesOut))
    columns.decode.push(segment.f64(record + TASK_RECORD.decode) / 1e6)
    columns.encode.push(segment.f64(record + TASK_RECORD.encode) / 1e6)
  }

  private readShown(records: readonly Candidate[]): ShownTask[] {
    return records.map(({ row, record }) => ({
      row,
      items: this.text(record + TASK_RECORD.items),
      result: this.text(record + TASK_RECORD.result),
    }))
  }

  private text(at: number): string {
    const length = Math.min(this.segment.u32(at), TASK_RECORD.shortBytes)
    const from = at + 4 - RECORDS_AT
    return this.records.toString('utf8', from, from + length)
  }
}

function chosen(candidates: Candidate[], { failed, start, end }: Rows, most: number): Candidate[] {
  if (candidates.length <= most) return candidates
  const weight = ({ row }: Candidate) =>
    failed[row] === true ? Infinity : (end[row] as number) - (start[row] as number)
  return candidates.sort((a, b) => weight(b) - weight(a)).slice(0, Math.max(most, 0))
}
