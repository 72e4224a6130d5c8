/**
 * Seconds of a map by its chunk size. n items in K = ceil(n / c) chunks go to p workers, each to the first that is free;
 * handing out a chunk costs d, an item takes m with deviation s:
 *
 *     T(c) = b d + a m + s sqrt(2 c ln min(K, p))
 *
 * a and b are items and chunks of the worker that ends last when all chunks take equally long; the root is how much longer
 * than the mean the longest of p random sums takes (Kruskal and Weiss 1985, whose formula has n / p and n / (c p) for a and
 * b). With s / m from the records of tasks, T is linear in m and d, which are fitted to the measured sizes.
 */
import { extent, median } from 'simple-statistics'
import type { ChunkAnswer, MapFigures, SweepData } from '../protocol/sweep'
import { interval, mapped, type Estimates, type Resample } from './bootstrap'
import { nonNegativeLeastSquares } from './least-squares'
import { smallestNear } from './best'
import { comparedCalls, rowMedians, type Table } from './table'

/** A map as the model sees it. */
export interface MapModel {
  readonly total: number
  readonly workers: number
  /** Deviation of an item's time, against its mean. */
  readonly variation: number
}

/** Below this dispatch cost and item time cannot be told apart with anything left to judge by. */
export const FEWEST_CHUNK_SIZES = 3
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
  const tail = variation * Math.sqrt(2 * chunksize * Math.log(Math.min(chunks, workers)))
  // All but the last chunk are full; the last goes to a worker that is free, and ends last where all are.
  const full = chunks - 1
  const rounds = Math.floor(full / workers)
  const items = full % workers === 0 ? rounds * chunksize + (total - full * chunksize) : (rounds + 1) * chunksize
  return { items: items + tail, chunks: rounds + 1 }
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

/** From the smallest chunks, whose records tell most of single items: chunks of k items average k of them. */
function variationOf(figures: readonly MapFigures[]): number {
  const recorded = figures.filter(({ task }) => task !== null && task.records > 1 && task.mean > 0)
  const [smallest] = extent([Infinity, ...recorded.map(({ chunksize }) => chunksize)])
  const variations = recorded
    .filter(({ chunksize }) => chunksize === smallest)
    .map(({ task }) => (task === null ? 0 : (task.deviation / task.mean) * Math.sqrt(task.items / task.records)))
  return variations.length === 0 ? 0 : median(variations)
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
