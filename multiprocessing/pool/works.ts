/** The table of works: pools and their calls, as the charts show them. */
import { attached } from '../segment/attachment'
import { type CALLS, HEADER, type MAP, type POOL, WORK, WORKS, WORKS_AT } from '../segment/layout'
import { now } from '../segment/segment'
import { writeName } from '../segment/slots'
import { words } from '../segment/words'

const entry = words(64)

/** One line of the table; its owner alone writes it. */
export class Work {
  readonly id: number
  total = 0
  done = 0
  failed = 0
  private readonly at: number

  /** @param pool the pool's line, or `null` for a pool itself */
  constructor(
    kind: typeof POOL | typeof MAP | typeof CALLS,
    pool: Work | null,
    name: string,
    workers: number,
    chunksize: number,
  ) {
    const { segment, slot } = attached()
    this.id = segment.count(HEADER.works)
    this.at = WORKS_AT + (this.id % WORKS) * WORK.size
    writeName(segment, this.at + WORK.name, name, WORK.nameBytes)
    entry.u32.set([0, kind, pool?.id ?? this.id, chunksize, slot, workers])
    entry.f64.fill(0, 3)
    entry.f64[WORK.startedAt / 8] = now()
    segment.memory.write(this.at, entry.bytes, 64)
    segment.setU32(this.at + WORK.id, this.id)
  }

  /** Publishes total, done and failed. */
  update(): void {
    entry.f64[0] = this.total
    entry.f64[1] = this.done
    entry.f64[2] = this.failed
    attached().segment.memory.write(this.at + WORK.total, entry.bytes, 24)
  }

  end(): void {
    this.update()
    attached().segment.setF64(this.at + WORK.endedAt, now())
  }
}
