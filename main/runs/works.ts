/** Reads the table of works: a run's pools and their calls. */
import { CALLS, HEADER, POOL, WORK, WORKS, WORKS_AT } from '../../multiprocessing/segment/layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { readName } from '../../multiprocessing/segment/slots'
import { words } from '../../multiprocessing/segment/words'

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
}

const entry = words(64)

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
    this.segment.memory.read(at, entry.bytes, 64)
    const { u32, f64 } = entry
    if (u32[0] !== id) return u32[0] === 0 || (u32[0] as number) < id ? this.unwritten(id) : null
    const kind = u32[1] === POOL ? 'pool' : u32[1] === CALLS ? 'calls' : 'map'
    let name = this.names.get(id)
    if (name === undefined) this.names.set(id, (name = readName(this.segment, at + WORK.name)))
    return {
      id,
      kind,
      pool: u32[2] as number,
      chunksize: u32[3] as number,
      slot: u32[4] as number,
      workers: u32[5] as number,
      name,
      total: f64[3] as number,
      done: f64[4] as number,
      failed: f64[5] as number,
      startedAt: f64[6] as number,
      endedAt: f64[7] as number,
    }
  }

  /** Its number is given out, its line not yet written: looked at again the next time. */
  private unwritten(id: number): null {
    this.seen = Math.min(this.seen, id - 1)
    return null
  }
}
