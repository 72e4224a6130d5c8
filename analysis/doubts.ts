/** What a sweep cannot say, and why. */
import type { ChunkAnswer, Interval, SweepAnswer, SweepAxis, SweepData } from '../protocol/sweep'
import { FEWEST_CHUNK_SIZES } from './chunks'
import { FEWEST_SIZES, type Miss } from './laws'
import { inWords, percent, sizeOf } from './numbers'
import type { Table } from './table'

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

/** What the script does not do. */
export function ignored(axis: SweepAxis): string {
  return axis === 'pool-size'
    ? 'No pool of the script takes the size of the sweep, as each names its own'
    : 'No map of the script takes the chunk size of the sweep, as each names its own or there is none'
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
  return worst.share > MODEL_OFF
    ? `The model of chunk sizes does not describe this map: it is ${percent(worst.share)} off at ${sizeOf('chunk-size', worst.chunksize)}.`
    : null
}

/** What was not measured, or not as asked. */
function measurement({ settings, repeats }: SweepData, table: Table, known: Known): string[] {
  const { points, measure, axis } = known
  const said: string[] = []
  if (table.values.length === 1) said.push('Only one size could be measured: there is nothing to compare it with.')
  for (const { value, failure, repeats: counted } of points) {
    if (failure !== null) said.push(`Nothing is known of ${sizeOf(axis, value)}: ${failure}`)
    const failed = repeats.findLast((repeat) => repeat.value === value && repeat.error !== null)
    if (failure === null && failed !== undefined)
      said.push(
        `With ${sizeOf(axis, value)} the script failed after ${counted} of ${settings.repeats} repeats, which stand: ${failed.error}`,
      )
  }
  if (table.values.length > 0 && measure === 'wall-time' && axis === 'pool-size')
    said.push('The script maps nothing over a pool: what is compared is its whole wall time.')
  if (isIgnored(table, known)) said.push(`${ignored(axis)}: what differs between the sizes is noise.`)
  const disturbed = table.repeats.flat().filter((repeat) => repeat !== null && repeat.affected !== null).length
  if (disturbed > 0)
    said.push(
      `${inWords(disturbed)} of ${table.values.length * settings.repeats} repeats ${disturbed === 1 ? 'was' : 'were'} disturbed each time and ${disturbed === 1 ? 'counts' : 'count'} all the same: a quieter machine gives a surer answer.`,
    )
  return said
}

function uncertainty({ rounds }: Table, isNoise: boolean): string[] {
  const said: string[] = []
  if (isNoise) said.push('The repeats differ more than the sizes do.')
  if (rounds === 1) said.push('One repeat does not tell how much repeats differ: there are no intervals.')
  else if (rounds < ENOUGH_REPEATS)
    said.push(
      `${inWords(rounds)} repeats make intervals that hold the truth in at most ${percent(1 - 2 ** (1 - rounds))} of sweeps rather than ${percent(0.95)}: five are better.`,
    )
  return said
}

function fits({ values, repeats, measure }: Table, { axis, cores, fits, miss }: Known): string[] {
  if (axis === 'chunk-size') {
    if (measure === 'wall-time' || values.length >= FEWEST_CHUNK_SIZES) return []
    return [
      `${inWords(values.length)} chunk sizes are too few for the model: ${inWords(FEWEST_CHUNK_SIZES).toLowerCase()} are the least.`,
    ]
  }
  if (cores < 2)
    return ['This machine has one processor: how much of the work could run in parallel does not show on it.']
  if (values.length < FEWEST_SIZES)
    return [
      `${inWords(values.length)} sizes are too few for a fit: ${inWords(FEWEST_SIZES).toLowerCase()} are the least.`,
    ]
  const counted = repeats.flat().filter((repeat) => repeat !== null).length
  if (fits.length === 0) return [`${inWords(counted)} repeats in all are too few for a fit: five are the least.`]
  if (miss !== null)
    return [
      `Neither Amdahl's law nor the Universal Scalability Law describes these sizes: the closer one is ${percent(miss.share)} off at ${sizeOf(axis, miss.size)}.`,
    ]
  if (fits.length === 1)
    return [`${inWords(counted)} repeats in all are too few for the Universal Scalability Law: six are the least.`]
  return []
}
