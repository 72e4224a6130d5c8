/** The table of works: pools and their calls, as the charts show them. */
import { attached } from '../segment/attachment'
import { type CALLS, HEADER, type MAP, type POOL, WORK, WORKS, WORKS_AT } from '../segment/layout'
import { now } from '../segment/segment'
import { NOWHERE, type CodeSite } from '../segment/sites'
import { writeName } from '../segment/slots'
import { words } from '../segment/words'

const entry = words(WORK.size)

/** The one whose figures have changed and have not been published. */
let changed: Work | undefined

/** Has a line's figures published by `updateNow`: results come in batches, mostly of one call. */
export function updateSoon(work: Work): void {
  if (changed !== work) updateNow()
  changed = work
}

export function updateNow(): void {
  changed?.update()
  changed = undefined
}

/** One line of the table; its owner alone writes it. */
export class Work {
  readonly id: number
  total = 0
  done = 0
  failed = 0
  /** Chunks that were handed out once more. */
  retried = 0
  private bytes = 0
  private transfers = 0
  /** Nanoseconds of encoding and decoding by all processes, and of workers inside the function. */
  private copying = 0
  private working = 0
  private readonly at: number

  /** @param pool the pool's line, or `null` for a pool itself @param site where it is called */
  constructor(
    kind: typeof POOL | typeof MAP | typeof CALLS,
    pool: Work | null,
    name: string,
    workers: number,
    chunksize: number,
    site: CodeSite = NOWHERE,
  ) {
    const { segment, slot } = attached()
    this.id = segment.count(HEADER.works)
    this.at = WORKS_AT + (this.id % WORKS) * WORK.size
    entry.bytes.fill(0)
    entry.u32.set([0, kind, pool?.id ?? this.id, chunksize, slot, workers])
    entry.f64[WORK.startedAt / 8] = now()
    entry.u32.set([site.line, site.column], WORK.line / 4)
    segment.memory.write(this.at, entry.bytes, WORK.size)
    writeName(segment, this.at + WORK.name, name, WORK.nameBytes)
    segment.setU32(this.at + WORK.id, this.id)
  }

  /** A chunk was sent to a worker, or its results came back. @param nanoseconds what encoding or decoding took */
  carried(bytes: number, nanoseconds: number): void {
    this.bytes += bytes
    this.transfers++
    this.copying += nanoseconds
  }

  /** What a worker tells that it spent on a chunk. @param nanoseconds as for `ResultHead` */
  worked({ working, copying }: { readonly working: number; readonly copying: number }): void {
    this.working += working
    this.copying += copying
  }

  /** Publishes what is counted, unless so many came after it that another has the line now. */
  update(): void {
    const { at } = this
    const { segment } = attached()
    if (!this.isOwn) return
    segment.setF64(at + WORK.total, this.total)
    segment.setF64(at + WORK.done, this.done)
    segment.setF64(at + WORK.failed, this.failed)
    segment.setF64(at + WORK.bytes, this.bytes)
    segment.setF64(at + WORK.transfers, this.transfers)
    segment.setF64(at + WORK.encode, this.copying)
    segment.setF64(at + WORK.busy, this.working)
    segment.setU32(at + WORK.retried, this.retried)
  }

  end(): void {
    this.update()
    if (this.isOwn) attached().segment.setF64(this.at + WORK.endedAt, now())
  }

  private get isOwn(): boolean {
    return attached().segment.u32(this.at + WORK.id) === this.id
  }
}
