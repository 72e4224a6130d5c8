/** From what a sweep has measured to what it says. */
import type { Interval, SweepAnswer, SweepData } from '../protocol/sweep'
import { bestOf, byLaw, byPoints, gainOf, slowerFrom, type CostsOf } from './best'
import { interval, mapped, resamples, type Estimates } from './bootstrap'
import { chunksOf } from './chunks'
import { doubts } from './doubts'
import { chosenOf, curvesOf, fitOf, weightedShare, worstMiss, type Miss } from './laws'
import { mediansOf, pointsOf, type Medians } from './points'
import { sentenceOf } from './sentence'
import { noiseOf, steadied, tableOf, type Table } from './table'

/** @param seed of the resamples: the same sweep and seed give the same answer @param draws resamples */
export function answer(data: SweepData, seed = 1, draws = 2000): SweepAnswer {
  const { axis } = data.settings
  const table = tableOf(data)
  const { values, measure } = table
  const drawn = resamples(table.rounds, seed, draws)
  const medians = mediansOf(table, drawn)
  const noise = noiseOf(steadied(table.cost))
  const laws = axis === 'pool-size' ? lawsOf(data, table, medians, noise ?? 0) : NO_LAWS
  const told = {
    axis,
    cores: data.cores,
    points: pointsOf(data, table, medians),
    measure,
    noise,
    fits: laws.fits,
    chunks: axis === 'chunk-size' ? chunksOf(data, table, drawn) : null,
  }
  const doubt = doubts(data, table, { ...told, gain: gainOf(medians, laws.costsOf), miss: laws.miss })
  const found = values.length < 2 || doubt.nothing !== null ? null : bestOf(values, medians, laws.costsOf)
  // Without a gain beyond doubt the smallest is enough; how far the truth may lie is told all the same.
  const smallest = values[0] as number
  const best = found === null || doubt.isGain ? found : { ...found, value: smallest, low: smallest }
  const said = {
    ...told,
    // Where the sizes are not what differs, a law would describe the noise.
    chosen: doubt.nothing === null ? laws.chosen : null,
    serial: doubt.nothing === null ? laws.serial : null,
    best,
    slowerFrom: best === null ? null : slowerFrom(values, medians, best.value),
    refusals: doubt.sentences,
  }
  return { sentence: sentenceOf(said, doubt), ...said }
}

interface Laws {
  readonly fits: SweepAnswer['fits']
  readonly chosen: SweepAnswer['chosen']
  readonly serial: Interval | null
  readonly miss: Miss | null
  /** By the chosen law, which takes all sizes into account for each; by the points where none was chosen. */
  readonly costsOf: CostsOf
}

const NO_LAWS: Laws = { fits: [], chosen: null, serial: null, miss: null, costsOf: byPoints }

function lawsOf({ cores }: SweepData, table: Table, medians: Estimates<Medians>, noise: number): Laws {
  const repeats = table.repeats.flat().filter((repeat) => repeat !== null).length
  const observed = { sizes: table.values, cores, repeats, noise }
  const curves = mapped(medians, (estimate) => curvesOf(estimate, observed))
  const fits = (['amdahl', 'usl'] as const).flatMap((law) => fitOf(law, curves, observed) ?? [])
  const closest = chosenOf(curves.whole, observed)
  if (closest === null) return NO_LAWS
  // Single repeats do not tell noise from a law that is wrong.
  const miss = table.rounds > 1 ? worstMiss(closest, medians.whole, observed) : null
  if (miss !== null) return { ...NO_LAWS, fits, miss }
  return {
    fits,
    chosen: closest.law,
    serial: interval(curves, (all) => (all.length === 0 ? NaN : weightedShare(all, observed))),
    miss,
    costsOf: byLaw((estimate) => curvesOf(estimate, observed), observed),
  }
}
