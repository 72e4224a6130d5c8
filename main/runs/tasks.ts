/** Reads the processes' rings of finished chunks. */
import { MEASURE, RECORDS_AT, SLOT, TASK_RECORD, TASK_RECORDS } from '../../multiprocessing/segment/layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { slotAt } from '../../multiprocessing/segment/slots'
import { words } from '../../multiprocessing/segment/words'
import { NO_TASKS, type TaskColumns } from '../../protocol/telemetry'
import type { LiveProcess } from './listener'

const record = words(TASK_RECORD.size)

export class TaskReader {
  private readonly segment: Segment
  private readonly at: (nanoseconds: number) => number
  private readonly seen = new Map<number, number>()

  /** @param at turns monotonic nanoseconds into milliseconds of the run */
  constructor(segment: Segment, at: (nanoseconds: number) => number) {
    this.segment = segment
    this.at = at
  }

  /** The chunks finished since the last call. */
  read(processes: readonly LiveProcess[]): TaskColumns {
    const columns = { process: [], map: [], index: [], count: [], start: [], end: [], failed: [] } as {
      [K in 'process' | 'map' | 'index' | 'count' | 'start' | 'end']: number[]
    } & { failed: boolean[] }
    let dropped = 0
    for (const process of processes) {
      const written = this.segment.f64(slotAt(process.slot) + SLOT.measure + MEASURE.records)
      const from = this.seen.get(process.number) ?? 0
      const first = Math.max(from, written - TASK_RECORDS)
      dropped += first - from
      for (let i = first; i < written; i++) {
        this.segment.memory.read(
          RECORDS_AT + (process.slot * TASK_RECORDS + (i % TASK_RECORDS)) * TASK_RECORD.size,
          record.bytes,
          TASK_RECORD.size,
        )
        columns.process.push(process.number)
        columns.start.push(this.at(record.f64[0] as number))
        columns.end.push(this.at(record.f64[1] as number))
        columns.map.push(record.u32[4] as number)
        columns.index.push(record.u32[5] as number)
        columns.count.push(record.u32[6] as number)
        columns.failed.push(record.u32[7] === 1)
      }
      if (written > from) this.seen.set(process.number, written)
    }
    return { ...NO_TASKS, ...columns, dropped }
  }
}
