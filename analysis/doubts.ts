/** What a sweep cannot say, and why. */
import type { ChunkAnswer, Interval, SweepAnswer, SweepData } from '../protocol/sweep'
import { FEWEST_CHUNK_SIZES } from './chunks'
import { FEWEST_SIZES, type Miss } from './laws'
import { inWords, percent, sizeOf } from './numbers'
import type { Table } from './table'
import { texts } from '../texts'

const words = texts.answer.doubts

export interface Doubt {
  /** One for each thing that cannot be said. */
  readonly sentences: readonly string[]
  /** Some size is faster than the smallest beyond doubt, and by enough to matter. */
  readonly isGain: boolean
  /** Why nothing is recommended: the repeats differ more than the sizes do, or the script takes its sizes from elsewhere. */
  readonly nothing: 'noise' | 'ignored' | null
  /** The model of chunk sizes misses what was measured: no advice follows from it. */
  readonly isModelOff: boolean
}

/** Gains below this do not matter. */
const MATTERS = 1.03
/** A gain up to this must be ruled out before the sizes are called equal. */
const RULED_OUT = 1.25
const MODEL_OFF = 0.15
/** With fewer repeats even the smallest and the largest of them enclose the median too seldom. */
const ENOUGH_REPEATS = 5

type Known = Pick<SweepAnswer, 'axis' | 'cores' | 'points' | 'measure' | 'fits' | 'chunks'> & {
  /** Times as fast as the smallest size, at best. */
  readonly gain: Interval
  readonly miss: Miss | null
}

export function doubts(data: SweepData, table: Table, known: Known): Doubt {
  const { gain } = known
  const isGain = gain.low > 1 && gain.value >= MATTERS
  const isNoise = !isGain && table.rounds > 1 && gain.high > RULED_OUT
  const nothing = isIgnored(table, known) ? 'ignored' : isNoise ? 'noise' : null
  const off = known.chunks === null ? null : modelMiss(known.chunks)
  const sentences = [
    ...measurement(data, table, known),
    ...(table.values.length < 2 || nothing === 'ignored'
      ? []
      : [...uncertainty(table, isNoise), ...fits(table, known)]),
    ...(off === null ? [] : [off]),
  ]
  return { sentences, isGain, nothing, isModelOff: off !== null }
}

/** Whatever the value, no map has other chunks, or no pool other workers: what differs between values is noise. */
function isIgnored({ values, measure, repeats }: Table, { axis }: Known): boolean {
  if (values.length < 2) return false
  if (axis === 'chunk-size') return measure === 'wall-time'
  const maps = repeats.flat().flatMap((repeat) => repeat?.maps ?? [])
  const workers = new Set(maps.map((map) => `${map.call} ${map.workers}`))
  return maps.length > 0 && workers.size === new Set(maps.map(({ call }) => call)).size
}

/** The model is far from a measured size and outside its interval. */
function modelMiss({ measured, modelled }: ChunkAnswer): string | null {
  const misses = measured.map(({ chunksize, seconds }) => {
    const says = modelled.find((one) => one.chunksize === chunksize)?.seconds ?? NaN
    const isOff = says < seconds.low || says > seconds.high
    return { chunksize, share: isOff ? Math.abs(says / seconds.value - 1) : 0 }
  })
  const worst = misses.reduce((most, one) => (one.share > most.share ? one : most))
  return worst.share > MODEL_OFF ? words.modelOff(percent(worst.share), sizeOf('chunk-size', worst.chunksize)) : null
}

/** What was not measured, or not as asked. */
function measurement({ settings, repeats }: SweepData, table: Table, known: Known): string[] {
  const { points, measure, axis } = known
  const said: string[] = []
  if (table.values.length === 1) said.push(words.oneSize)
  for (const { value, failure, repeats: counted } of points) {
    if (failure !== null) said.push(words.unknown(sizeOf(axis, value), failure))
    const failed = repeats.findLast((repeat) => repeat.value === value && repeat.error !== null)
    if (failure === null && failed !== undefined)
      said.push(words.failedAfter(sizeOf(axis, value), counted, settings.repeats, failed.error ?? ''))
  }
  if (table.values.length > 0 && measure === 'wall-time' && axis === 'pool-size') said.push(words.wallTime)
  if (isIgnored(table, known)) said.push(words.onlyNoise(texts.answer.ignored[axis]))
  const disturbed = table.repeats.flat().filter((repeat) => repeat !== null && repeat.affected !== null).length
  if (disturbed > 0)
    said.push(words.disturbed(inWords(disturbed), disturbed === 1, table.values.length * settings.repeats))
  return said
}

function uncertainty({ rounds }: Table, isNoise: boolean): string[] {
  const said: string[] = []
  if (isNoise) said.push(words.noise)
  if (rounds === 1) said.push(words.oneRepeat)
  else if (rounds < ENOUGH_REPEATS)
    said.push(words.fewRepeats(inWords(rounds), percent(1 - 2 ** (1 - rounds)), percent(0.95)))
  return said
}

function fits({ values, repeats, measure }: Table, { axis, cores, fits, miss }: Known): string[] {
  if (axis === 'chunk-size') {
    if (measure === 'wall-time' || values.length >= FEWEST_CHUNK_SIZES) return []
    return [words.fewChunkSizes(inWords(values.length), inWords(FEWEST_CHUNK_SIZES).toLowerCase())]
  }
  if (cores < 2) return [words.oneProcessor]
  if (values.length < FEWEST_SIZES) return [words.fewSizes(inWords(values.length), inWords(FEWEST_SIZES).toLowerCase())]
  const counted = repeats.flat().filter((repeat) => repeat !== null).length
  if (fits.length === 0) return [words.fewForFit(inWords(counted))]
  if (miss !== null) return [words.neitherLaw(percent(miss.share), sizeOf(axis, miss.size))]
  if (fits.length === 1) return [words.fewForUsl(inWords(counted))]
  return []
}
