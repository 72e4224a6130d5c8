/** Tells of what processes share whenever anything of it has changed. */
import { HEADER, WAITS } from '../../multiprocessing/segment/layout'
import { BUCKETS, OBJECT_RECORD, OBJECTS, USE, USES } from '../../multiprocessing/segment/object-layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { readName } from '../../multiprocessing/segment/slots'
import type { SharedSample, Times, UseSample } from '../../protocol/telemetry'
import { ObjectReader, type Thing } from './objects'
import type { BatchSites } from './sites'
import { toldAs, WholeReader } from './wholes'

/** Things told of in one look; the others that have changed come with the next. */
const MOST = 512
/** Fields that are compared. */
const FIELDS = 8

export class SharedReader {
  private readonly segment: Segment
  private readonly objects: ObjectReader
  private readonly wholes: WholeReader
  /** What each entry of the table was like when it was told of. */
  private readonly last = new Float64Array(OBJECTS * FIELDS)
  private readonly now = new Float64Array(FIELDS)
  /** Where the next look begins, so that every thing has its turn. */
  private next = 0

  constructor(segment: Segment) {
    this.segment = segment
    this.objects = new ObjectReader(segment)
    this.wholes = new WholeReader(this.objects)
  }

  /** Those that have changed since they were told of. @param last nobody will look again */
  changed(sites: BatchSites, last = false): SharedSample[] {
    const samples: SharedSample[] = []
    const { first, count } = this.inTable()
    this.wholes.read()
    for (let i = 0; i < count; i++) {
      const number = first + ((this.next + i) % count)
      const thing = this.objects.find(number)
      if (thing === null || this.wholes.isPart(thing) || !this.hasChanged(thing)) continue
      samples.push(this.sample(thing, sites))
      if (samples.length < MOST || last) continue
      this.next = (this.next + i + 1) % count
      break
    }
    return samples
  }

  /** All that there are. */
  all(sites: BatchSites): SharedSample[] {
    const { first, count } = this.inTable()
    this.wholes.read()
    return Array.from({ length: count }, (_, i) => this.objects.find(first + i))
      .filter((thing): thing is Thing => thing !== null && !this.wholes.isPart(thing))
      .map((thing) => this.sample(thing, sites))
  }

  /** The numbers that the table can have. */
  private inTable(): { readonly first: number; readonly count: number } {
    const newest = this.segment.u32(HEADER.names)
    const first = Math.max(1, newest - OBJECTS + 1)
    return { first, count: newest - first + 1 }
  }

  private hasChanged(thing: Thing): boolean {
    const { segment, now, last } = this
    const { record, number } = thing
    const [word, waiters] = this.wholes.state(thing)
    now[0] = number
    now[1] = word
    now[2] = waiters
    now[3] = segment.f64(record + OBJECT_RECORD.acquired) + segment.f64(record + OBJECT_RECORD.acquiredBack)
    now[4] = segment.f64(record + OBJECT_RECORD.waits)
    now[5] = segment.f64(record + OBJECT_RECORD.holds)
    now[6] = segment.f64(record + OBJECT_RECORD.encodes)
    now[7] = segment.u32(record + OBJECT_RECORD.label)
    const at = (number % OBJECTS) * FIELDS
    let changed = false
    for (let i = 0; i < FIELDS; i++) {
      if (last[at + i] === now[i]) continue
      changed = true
      last[at + i] = now[i] as number
    }
    return changed
  }

  private sample(thing: Thing, sites: BatchSites): SharedSample {
    const { segment, wholes } = this
    const { record, number } = thing
    const field = (at: number) => segment.f64(record + at)
    return {
      object: number,
      kind: wholes.kind(thing),
      label: readName(segment, record + OBJECT_RECORD.label),
      site: sites.index(segment.u32(record + OBJECT_RECORD.line), segment.u32(record + OBJECT_RECORD.column)),
      maker: segment.u32(record + OBJECT_RECORD.maker),
      holders: wholes.holders(thing),
      waiters: wholes.waiters(thing),
      depth: wholes.depth(thing),
      limit: wholes.limit(thing),
      acquired: field(OBJECT_RECORD.acquired) + field(OBJECT_RECORD.acquiredBack),
      waits: this.times(record + OBJECT_RECORD.waits, record + OBJECT_RECORD.waitTimes),
      holds: this.times(record + OBJECT_RECORD.holds, record + OBJECT_RECORD.holdTimes),
      bytes: field(OBJECT_RECORD.bytes) + field(OBJECT_RECORD.bytesBack),
      encode: field(OBJECT_RECORD.encoded) / 1e6,
      uses: this.uses(record + OBJECT_RECORD.uses, sites),
    }
  }

  /** Of one line those of one kind together, whatever their columns; one operation may be on several parts. */
  private uses(from: number, sites: BatchSites): UseSample[] {
    const { segment } = this
    const uses = new Map<string, Map<number, UseSample>>()
    for (let at = from; at < from + USES * USE.size; at += USE.size) {
      const count = segment.f64(at + USE.count)
      if (count === 0) continue
      const part = segment.u32(at + USE.part)
      const { kind } = toldAs(segment, WAITS[segment.u32(at + USE.kind)] ?? '', part)
      const site = sites.index(segment.u32(at + USE.line), segment.u32(at + USE.column))
      const place = sites.sites[site]
      if (place === undefined) continue
      const key = `${kind} ${place.file}:${place.line}`
      const parts = uses.get(key) ?? new Map<number, UseSample>()
      const before = parts.get(part)
      uses.set(key, parts.set(part, { kind, site: before?.site ?? site, count: count + (before?.count ?? 0) }))
    }
    const most = (one: UseSample, other: UseSample) => (other.count > one.count ? other : one)
    return [...uses.values()].map((parts) => [...parts.values()].reduce(most))
  }

  private times(at: number, buckets: number): Times {
    const { segment } = this
    const count = segment.f64(at)
    if (count === 0) return NO_TIMES
    let filled = BUCKETS
    while (filled > 0 && segment.u32(buckets + (filled - 1) * 4) === 0) filled--
    return {
      count,
      sum: segment.f64(at + 8) / 1e6,
      longest: segment.f64(at + 16) / 1e6,
      buckets: Array.from({ length: filled }, (_, i) => segment.u32(buckets + i * 4)),
    }
  }
}

const NO_TIMES: Times = { count: 0, sum: 0, longest: 0, buckets: [] }
