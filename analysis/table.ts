/** The repeats that count, as rows of values and columns of rounds; `NaN` where there is none. */
import { median, quantile } from 'simple-statistics'
import type { MapFigures, Repeat, SweepAnswer, SweepData } from '../protocol/sweep'
import type { Resample } from './bootstrap'

/** One number for each value (row) and round (column). */
export type Grid = readonly (readonly number[])[]

export interface Table {
  /** Values with a repeat that counts, ascending. */
  readonly values: readonly number[]
  readonly rounds: number
  readonly measure: SweepAnswer['measure']
  /** The repeats behind the numbers. */
  readonly repeats: readonly (readonly (Repeat | null)[])[]
  /** Wall time of the script, in seconds. */
  readonly seconds: Grid
  /** What is compared: seconds an item, or wall time where the script maps nothing. */
  readonly cost: Grid
}

export function tableOf(data: SweepData): Table {
  const finished = data.repeats.filter(({ outcome, error }) => outcome === 'finished' && error === null)
  const values = data.settings.values.filter((value) => finished.some((repeat) => repeat.value === value))
  const rounds = [...new Set(finished.map(({ round }) => round))].sort((a, b) => a - b)
  const repeats = values.map((value) =>
    rounds.map((round) => theOne(finished.filter((repeat) => repeat.value === value && repeat.round === round))),
  )
  const counted = repeats.flat().filter((repeat) => repeat !== null)
  const calls = comparedCalls(counted, data.settings.axis)
  const grid = (of: (repeat: Repeat) => number): Grid =>
    repeats.map((row) => row.map((repeat) => (repeat === null ? NaN : of(repeat))))
  const seconds = grid((repeat) => repeat.seconds)
  const measure = counted.length > 0 && calls.size > 0 ? 'throughput' : 'wall-time'
  const cost = measure === 'throughput' ? grid((repeat) => secondsAnItem(repeat, calls)) : seconds
  return { values, rounds: rounds.length, measure, repeats, seconds, cost }
}

/** Of a repeat and what repeated it: the undisturbed one, or, when the sweep gave up, the last. */
function theOne(repeats: readonly Repeat[]): Repeat | null {
  return repeats.findLast(({ affected }) => affected === null) ?? repeats.at(-1) ?? null
}

/** The calls that every repeat made; of chunk sizes only those that took the swept one. */
export function comparedCalls(repeats: readonly Repeat[], axis: SweepData['settings']['axis']): ReadonlySet<number> {
  const taken = ({ value, maps }: Repeat) =>
    maps.filter((map) => map.total > 0 && map.seconds > 0 && (axis === 'pool-size' || tookChunkSize(map, value)))
  const sets = repeats.map((repeat) => new Set(taken(repeat).map(({ call }) => call)))
  return new Set([...(sets[0] ?? [])].filter((call) => sets.every((set) => set.has(call))))
}

function tookChunkSize({ chunksize, total }: MapFigures, value: number): boolean {
  return chunksize === value || chunksize === Math.min(value, total)
}

function secondsAnItem({ maps }: Repeat, calls: ReadonlySet<number>): number {
  const compared = maps.filter(({ call }) => calls.has(call))
  const sum = (of: (map: MapFigures) => number) => compared.reduce((all, map) => all + of(map), 0)
  return sum(({ seconds }) => seconds) / sum(({ total }) => total)
}

/** The medians of the rows over the rounds of a resample; `NaN` where none of them has a number. */
export function rowMedians(grid: Grid, rounds: Resample): number[] {
  return grid.map((row) => {
    const numbers = rounds.map((round) => row[round] as number).filter((number) => !Number.isNaN(number))
    return numbers.length === 0 ? NaN : median(numbers)
  })
}

/** Logarithms of a grid with each round's drift taken out, and the drifts. */
export interface Steady {
  readonly logs: Grid
  readonly drift: readonly number[]
}

/**
 * A round's drift is what its values differ from their medians, in the median (one step of Tukey's median polish, 1977).
 * Differences between values of one round stay as they are.
 */
export function steadied(grid: Grid): Steady {
  const logs = grid.map((row) => row.map(Math.log))
  const rounds = (logs[0] ?? []).map((_, round) => round)
  const levels = rowMedians(logs, rounds)
  const drift = rounds.map((round) => {
    const differences = logs.map((row, i) => (row[round] as number) - (levels[i] as number))
    const numbers = differences.filter((number) => !Number.isNaN(number))
    return numbers.length < 2 ? 0 : median(numbers)
  })
  return { logs: logs.map((row) => row.map((log, round) => log - (drift[round] as number))), drift }
}

/**
 * The share by which one repeat typically differs for no reason. Between neighbouring values and two rounds, what one round
 * says against what the other says, `(a1 - b1) - (a2 - b2)`, has neither drift nor sizes in it and twice the deviation of a
 * repeat; its lower quartile is as robust as Rousseeuw and Croux's Qn (1993). @returns `null` when nothing was repeated
 */
export function noiseOf({ logs }: Steady): number | null {
  const steps = logs.slice(1).map((row, i) => row.map((log, round) => log - ((logs[i] as number[])[round] as number)))
  const differences = steps.flatMap((row) =>
    row.flatMap((step, round) => row.slice(round + 1).map((other) => Math.abs(step - other))),
  )
  const known = differences.filter((difference) => !Number.isNaN(difference))
  return known.length === 0 ? null : quantile(known, 0.25) / (2 * NORMAL_QUARTILE)
}

/** A quarter of a standard normal distribution lies within so much of its middle. */
const NORMAL_QUARTILE = 0.3186
