/**
 * Seconds of a map by its chunk size. n items in K = ceil(n / c) chunks go to p workers, each to the first that is free;
 * handing out a chunk costs d, an item takes m:
 *
 *     T(c) = b d + (a + v(c) c e(min(K, p))) m
 *
 * a and b are items and chunks of the worker that ends last when all chunks take equally long; e is how much longer than
 * the mean the longest of p random ones takes, in deviations (as in Kruskal and Weiss 1985, who have n / p and n / (c p) for
 * a and b, sqrt(2 ln p) for e, and independent items: v(c) c = v(1) sqrt(c)). v(c), the deviation of chunks against their
 * mean, comes from the records of tasks at the measured sizes, as neighbouring items often take alike. Then T is linear in
 * m and d.
 */
import { extent, linearRegression, median, probit } from 'simple-statistics'
import type { ChunkAnswer, MapFigures, SweepData } from '../protocol/sweep'
import { interval, mapped, type Estimates, type Resample } from './bootstrap'
import { nonNegativeLeastSquares } from './least-squares'
import { smallestNear } from './best'
import { comparedCalls, rowMedians, type Table } from './table'

/** A map as the model sees it. */
export interface MapModel {
  readonly total: number
  readonly workers: number
  /** Deviation of chunks of a size, against their mean. */
  readonly variation: (chunksize: number) => number
}

/** Below this dispatch cost and item time cannot be told apart with anything left to judge by. */
export const FEWEST_CHUNK_SIZES = 3
/** Records of a repeat from which a deviation is had. */
const FEWEST_RECORDS = 8
/** Sizes at which the modelled curve is drawn. */
const STEPS = 48

/** CPython: `Pool._map_async`, which takes four chunks a worker. */
export function cpythonChunksize(total: number, workers: number): number {
  return Math.ceil(total / (workers * 4))
}

/** Seconds, with `item` for an item and `dispatch` for handing out a chunk. */
export function chunkedSeconds(map: MapModel, chunksize: number, item: number, dispatch: number): number {
  const { items, chunks } = shares(map, chunksize)
  return item * items + dispatch * chunks
}

/** What item time and dispatch cost are multiplied by. */
function shares({ total, workers, variation }: MapModel, chunksize: number): { items: number; chunks: number } {
  const chunks = Math.ceil(total / chunksize)
  const tail = variation(chunksize) * chunksize * largestOf(Math.min(chunks, workers))
  // All but the last chunk are full; the last goes to a worker that is free, and ends last where all are.
  const full = chunks - 1
  const rounds = Math.floor(full / workers)
  const items = full % workers === 0 ? rounds * chunksize + (total - full * chunksize) : (rounds + 1) * chunksize
  return { items: items + tail, chunks: rounds + 1 }
}

/** The expected largest of k standard normal numbers (Blom 1958); sqrt(2 ln k) is twice as much for two. */
function largestOf(k: number): number {
  return k < 2 ? 0 : probit((k - 3 / 8) / (k + 1 / 4))
}

export function chunksOf(data: SweepData, table: Table, resamples: Estimates<Resample>): ChunkAnswer | null {
  const call = largestCall(data, table)
  if (call === null || table.values.length < FEWEST_CHUNK_SIZES) return null
  const figures = table.repeats.map((row) => row.map((repeat) => repeat?.maps.find((map) => map.call === call) ?? null))
  const known = figures.flat().filter((one) => one !== null)
  const first = known[0] as MapFigures
  const map = { total: first.total, workers: first.workers, variation: variationOf(known) }
  const seconds = figures.map((row) => row.map((one) => one?.seconds ?? NaN))
  const medians = mapped(resamples, (rounds) => rowMedians(seconds, rounds))
  const costs = mapped(medians, (levels) => fit(map, table.values, levels))
  const item = interval(costs, ({ item }) => item)
  const dispatch = interval(costs, ({ dispatch }) => dispatch)
  if (item === null || dispatch === null) return null
  const cpythonDefault = cpythonChunksize(map.total, map.workers)
  const modelled = steps([...table.values, cpythonDefault]).map((chunksize) => ({
    chunksize,
    seconds: chunkedSeconds(map, chunksize, item.value, dispatch.value),
  }))
  const [least, most] = extent([...table.values])
  const inRange = modelled.filter(({ chunksize }) => chunksize >= least && chunksize <= most)
  return {
    map: first.name,
    workers: map.workers,
    total: map.total,
    cpythonDefault,
    best: smallestNear(
      inRange.map(({ chunksize }) => chunksize),
      inRange.map(({ seconds }) => seconds),
    ),
    dispatchSeconds: dispatch,
    itemSeconds: item,
    measured: table.values.flatMap((chunksize, row) => {
      const measured = interval(medians, (levels) => levels[row] as number)
      return measured === null ? [] : [{ chunksize, seconds: measured }]
    }),
    modelled,
  }
}

/** The compared call that takes most of the time. */
function largestCall(data: SweepData, table: Table): number | null {
  const repeats = table.repeats.flat().filter((repeat) => repeat !== null)
  const secondsOf = (call: number) =>
    median(repeats.map(({ maps }) => maps.find((map) => map.call === call)?.seconds ?? 0))
  const calls = [...comparedCalls(repeats, data.settings.axis)].map((call) => ({ call, seconds: secondsOf(call) }))
  return calls.sort((a, b) => b.seconds - a.seconds)[0]?.call ?? null
}

/**
 * A power of the chunk size: -1/2 if items are independent, 0 if a chunk's items all take alike. Sizes with few records do
 * not tell; one size alone is taken for independent items.
 */
function variationOf(figures: readonly MapFigures[]): MapModel['variation'] {
  const logs = figures.flatMap(({ chunksize, task }) =>
    task !== null && task.records >= FEWEST_RECORDS && task.deviation > 0
      ? [[Math.log(chunksize), Math.log(task.deviation / task.mean)] as [number, number]]
      : [],
  )
  const smallest = logs[0]?.[0]
  if (logs.length === 0) return () => 0
  const slope = logs.every(([size]) => size === smallest) ? -0.5 : linearRegression(logs).m
  const power = Math.min(0, Math.max(-0.5, slope))
  const level = median(logs.map(([size, variation]) => variation - power * size))
  return (chunksize) => Math.exp(level + power * Math.log(chunksize))
}

function fit(
  map: MapModel,
  chunksizes: readonly number[],
  seconds: readonly number[],
): { item: number; dispatch: number } {
  const rows = chunksizes.flatMap((chunksize, row) =>
    Number.isNaN(seconds[row]) ? [] : [{ ...shares(map, chunksize), seconds: seconds[row] as number }],
  )
  const columns = [rows.map(({ items }) => items), rows.map(({ chunks }) => chunks)]
  const solution = nonNegativeLeastSquares(
    columns,
    rows.map((row) => row.seconds),
  )
  const [item = NaN, dispatch = NaN] = solution?.coefficients ?? []
  return { item, dispatch }
}

/** Whole numbers in even steps of their logarithm, and those that are given. */
function steps(given: readonly number[]): number[] {
  const [low, high] = extent([...given])
  const even = Array.from({ length: STEPS + 1 }, (_, i) => Math.round(low * (high / low) ** (i / STEPS)))
  return [...new Set([...even, ...given])].sort((a, b) => a - b)
}
