/** Reads the table of works: a run's pools and their calls. */
import { CALLS, HEADER, POOL, WORK, WORKS, WORKS_AT } from '../../multiprocessing/segment/layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { readName } from '../../multiprocessing/segment/slots'
import type { Copies } from '../../protocol/telemetry'

export interface WorkView {
  readonly id: number
  readonly kind: 'pool' | 'map' | 'calls'
  readonly pool: number
  readonly chunksize: number
  readonly slot: number
  readonly workers: number
  readonly name: string
  readonly total: number
  readonly done: number
  readonly failed: number
  /** Monotonic nanoseconds; `endedAt` is 0 while it goes on. */
  readonly startedAt: number
  readonly endedAt: number
  /** Where it was called in the compiled script; line 0: unknown. */
  readonly line: number
  readonly column: number
  readonly copies: Copies
  readonly retried: number
}

export class WorkReader {
  private readonly segment: Segment
  private seen = 0
  private readonly names = new Map<number, string>()
  private open: number[] = []

  constructor(segment: Segment) {
    this.segment = segment
  }

  /** What is new or goes on since the last call; an ended work comes once more. More than the table holds at once is passed over. */
  read(): WorkView[] {
    const newest = this.segment.u32(HEADER.works)
    for (let id = Math.max(this.seen + 1, newest - WORKS + 1); id <= newest; id++) this.open.push(id)
    this.seen = newest
    const views = this.open.map((id) => this.view(id)).filter((view) => view !== null)
    this.open = views.filter((view) => view.endedAt === 0).map((view) => view.id)
    return views
  }

  private view(id: number): WorkView | null {
    const at = WORKS_AT + (id % WORKS) * WORK.size
    const { segment } = this
    const found = segment.u32(at + WORK.id)
    if (found !== id) return found < id ? this.unwritten(id) : null
    const code = segment.u32(at + WORK.kind)
    let name = this.names.get(id)
    if (name === undefined) this.names.set(id, (name = readName(segment, at + WORK.name)))
    return {
      id,
      kind: code === POOL ? 'pool' : code === CALLS ? 'calls' : 'map',
      // First: what follows is not older.
      endedAt: segment.f64(at + WORK.endedAt),
      pool: segment.u32(at + WORK.pool),
      chunksize: segment.u32(at + WORK.chunksize),
      slot: segment.u32(at + WORK.slot),
      workers: segment.u32(at + WORK.workers),
      name,
      total: segment.f64(at + WORK.total),
      done: segment.f64(at + WORK.done),
      failed: segment.f64(at + WORK.failed),
      startedAt: segment.f64(at + WORK.startedAt),
      line: segment.u32(at + WORK.line),
      column: segment.u32(at + WORK.column),
      copies: {
        bytes: segment.f64(at + WORK.bytes),
        transfers: segment.f64(at + WORK.transfers),
        encode: segment.f64(at + WORK.encode) / 1e6,
        work: segment.f64(at + WORK.busy) / 1e6,
      },
      retried: segment.u32(at + WORK.retried),
    }
  }

  /** Its number is given out, its line not yet written: looked at again the next time. */
  private unwritten(id: number): null {
    this.seen = Math.min(this.seen, id - 1)
    return null
  }
}
