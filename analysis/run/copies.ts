/** What it cost to carry values between processes, by the line of the script that did it. */
import type { MapSample, Site } from '../../protocol/telemetry'
import { texts } from '../../texts'
import { count, duration, percent, size } from '../numbers'
import type { Shared } from './sharing'
import { thingOf } from './things'

export interface CopyCost {
  readonly site: Site
  /** What was called there or made there: the mapped function's name, or the queue in words. */
  readonly what: string
  readonly bytes: number
  readonly transfers: number
  /** Milliseconds of encoding and decoding. */
  readonly encode: number
  /** Milliseconds inside the function; `null` of a queue, which does not know what its items are for. */
  readonly work: number | null
}

/** Bytes that are worth a word however quickly they went. */
const LEAST_BYTES = 1e6
/** Fewer are encoded within a millisecond: where it took longer, something else was in the way. */
const LEAST_OF_SHARE = 1e5
/** Milliseconds of copying and work of which a share is said: one interruption by the system (4 ms) decides that of less. */
const LEAST_TIME = 20
const LEAST_SHARE = 0.05

/** Of each line; the calls of one line are one. @param placeOf where a call stands, if that is known */
export function costsOf(
  maps: Iterable<MapSample>,
  things: readonly Shared[],
  placeOf: (map: MapSample) => Site | null,
): readonly CopyCost[] {
  const lines = new Map<string, CopyCost>()
  const add = (site: Site | null, cost: Omit<CopyCost, 'site'>) => {
    if (site === null) return
    const key = `${site.file}:${site.line} ${cost.work === null ? cost.what : ''}`
    const before = lines.get(key)
    lines.set(key, {
      site,
      what: before?.what ?? cost.what,
      bytes: cost.bytes + (before?.bytes ?? 0),
      transfers: cost.transfers + (before?.transfers ?? 0),
      encode: cost.encode + (before?.encode ?? 0),
      work: cost.work === null ? null : cost.work + (before?.work ?? 0),
    })
  }
  for (const map of maps) add(placeOf(map), { what: map.name, ...map.copies })
  for (const thing of things)
    if (thing.kind !== 'Pool') {
      const { site, bytes, acquired, encode } = thing
      add(site, { what: thingOf(thing), bytes, transfers: acquired, encode, work: null })
    }
  return [...lines.values()].filter(isWorthSaying)
}

/** Of encoding and working together; `null` where the work is not known, or too little to have a share. */
function shareOf({ bytes, encode, work }: CopyCost): number | null {
  if (work === null || bytes < LEAST_OF_SHARE || encode + work < LEAST_TIME) return null
  return encode / (encode + work)
}

function isWorthSaying(cost: CopyCost): boolean {
  return cost.transfers > 0 && (cost.bytes >= LEAST_BYTES || (shareOf(cost) ?? 0) >= LEAST_SHARE)
}

/** `moves 8.1 MB 400 times, 62 % of the time`. */
export function costInShort(cost: CopyCost): string {
  const { bytes, transfers, encode } = cost
  const share = shareOf(cost)
  const time = share !== null ? shareText(share) : encode > 0 ? took(cost) : ''
  return texts.copies.short(size(bytes / transfers), count(transfers), transfers === 1, time)
}

/** Every figure, a sentence each. */
export function costInFull(cost: CopyCost): readonly string[] {
  const { what, bytes, transfers, work } = cost
  const share = shareOf(cost)
  const words = texts.copies
  return [
    words.moved(what, size(bytes), count(transfers), transfers === 1, size(bytes / transfers)),
    words.encoding(took(cost)),
    ...(work === null ? [] : [words.work(duration(work / 1000))]),
    ...(share === null ? [] : [words.share(shareText(share))]),
  ]
}

/** Of queues a part is measured and stands for all. */
function took({ encode, work }: CopyCost): string {
  const time = duration(encode / 1000)
  return work === null ? texts.copies.estimated(time) : time
}

function shareText(share: number): string {
  return share < 0.01 ? texts.copies.lessThan(percent(0.01)) : texts.copies.ofTheTime(percent(share))
}
