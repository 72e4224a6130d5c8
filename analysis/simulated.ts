/** Sweeps whose truth is known, for tests: what a machine would have measured, with noise as machines have it. */
import { randomLcg, randomNormal, randomUniform } from 'd3-random'
import type { MapFigures, Repeat, SweepAxis, SweepData, TaskFigures } from '../protocol/sweep'

export interface Truth {
  readonly axis?: SweepAxis
  readonly values: readonly number[]
  readonly repeats?: number
  readonly cores?: number
  /** Seconds of the map at a value. */
  readonly seconds: (value: number) => number
  readonly map?: Partial<MapFigures> | null
  readonly task?: (value: number) => TaskFigures
  /** Relative deviation of a repeat, and of a round, which all values in it share. */
  readonly noise?: number
  readonly drift?: number
  /** Share of repeats that something else delays, by up to half. */
  readonly delayed?: number
}

/** Seconds that the script takes besides its map. */
const REST = 0.2

export function simulated(truth: Truth, seed = 1): SweepData {
  const { axis = 'pool-size', values, repeats = 5, cores = 8, noise = 0, drift = 0, delayed = 0 } = truth
  const random = randomLcg(seed)
  const normal = randomNormal.source(random)()
  const share = randomUniform.source(random)(0, 1)
  const rounds = Array.from({ length: repeats }, (_, round) => {
    const pace = Math.exp(drift * normal())
    return values.map((value) => {
      const delay = share() < delayed ? 1 + share() / 2 : 1
      return repeatOf(truth, axis, value, round, truth.seconds(value) * pace * delay * Math.exp(noise * normal()))
    })
  })
  return {
    settings: { axis, values, poolSize: axis === 'chunk-size' ? 2 : null, repeats, warmups: 1, timeout: null, seed },
    cores,
    repeats: rounds.flat(),
    notes: [],
  }
}

function repeatOf({ map = {}, task }: Truth, axis: SweepAxis, value: number, round: number, seconds: number): Repeat {
  const total = map?.total ?? 1000
  const figures: MapFigures = {
    call: 0,
    name: 'work',
    workers: axis === 'pool-size' ? value : 2,
    total,
    chunksize: axis === 'pool-size' ? Math.ceil(total / (4 * value)) : value,
    failed: 0,
    seconds,
    tasksPerSecond: total / seconds,
    task: task?.(value) ?? null,
    ...map,
  }
  return {
    value,
    round,
    startedAt: '2026-11-25T12:00:00.000Z',
    outcome: 'finished',
    error: null,
    seconds: seconds + (map === null ? 0 : REST),
    startUpSeconds: 0.1,
    cpuSeconds: seconds,
    peakMemory: 1e8,
    maps: map === null ? [] : [figures],
    noise: { otherLoad: 0, clock: 1 },
    affected: null,
  }
}
