/** What a report says of a sweep: the answer, charts and tables, the method, every run. */
import { answer } from '../../analysis'
import { bytes, count, duration, percent, rate, sizeOf, times } from '../../analysis/numbers'
import { limitsInWords } from '../../analysis/run/limits'
import { escaped } from '../../figures/svg'
import type { KeptSweep } from '../../protocol/history'
import type { Fit, SweepAnswer } from '../../protocol/sweep'
import { texts } from '../../texts/main'
import { sweepCharts } from '../export/charts'
import { list, paragraph, spread, table } from './markup'

const words = texts.report.ofSweep

export function sweepPart(kept: KeptSweep): string {
  const { data } = kept
  const said = answer(data)
  // What the sentence has said already is not said twice.
  const doubts = [...said.refusals, ...data.notes].filter((doubt) => !said.sentence.includes(doubt.slice(0, -1)))
  return `<p class="answer">${escaped(said.sentence)}</p>
${list(doubts)}
${sweepCharts(said)
  .map(({ svg }) => svg)
  .join('\n')}
<h2>${words.sizes.title}</h2>
${sizes(said)}
${said.fits.length === 0 ? '' : laws(said.fits)}
<h2>${texts.report.method}</h2>
${method(kept)}
<h2>${words.runs.title}</h2>
${runs(kept)}`
}

function sizes({ points, axis }: SweepAnswer): string {
  return table(
    words.sizes.caption,
    words.sizes.columns,
    points.map(({ value, repeats, seconds, throughput, speedUp, efficiency, failure }) => [
      sizeOf(axis, value),
      count(repeats),
      spread(seconds, duration),
      spread(throughput, rate),
      spread(speedUp, times),
      spread(efficiency, percent),
      failure ?? '',
    ]),
  )
}

function laws(fits: readonly Fit[]): string {
  return table(
    words.laws.caption,
    words.laws.columns,
    fits.map(({ law, gamma, sigma, kappa, aicc }) => [
      words.laws.names[law],
      spread(gamma, rate),
      spread(sigma, percent),
      spread(kappa, (value) => value.toPrecision(2)),
      aicc.toFixed(1),
    ]),
  )
}

function method({ data: { settings, repeats }, argv }: KeptSweep): string {
  const { axis, values, poolSize, repeats: rounds, warmups, timeout, seed } = settings
  const again = repeats.filter(({ affected }) => affected !== null).length
  const sizes = `${values.length} ${words.axes[axis]}`
  const workers = axis === 'chunk-size' && poolSize !== null ? sizeOf('pool-size', poolSize) : ''
  const limits = limitsInWords(settings)
  return [
    words.method(argv.join(' '), sizes, workers, warmups, rounds, seed, timeout),
    ...(limits.length === 0 ? [] : [words.limits(limits)]),
    words.disturbed(again),
    words.statistics,
  ]
    .map(paragraph)
    .join('\n')
}

function runs({ settings: { axis }, data: { repeats } }: KeptSweep): string {
  return table(
    words.runs.caption,
    words.runs.columns,
    repeats.map(({ value, round, seconds, startUpSeconds, cpuSeconds, peakMemory, noise, affected, error }) => [
      sizeOf(axis, value),
      count(round + 1),
      duration(seconds),
      startUpSeconds === null ? '' : duration(startUpSeconds),
      duration(cpuSeconds),
      peakMemory === null ? '' : bytes(peakMemory),
      percent(noise.otherLoad),
      error ?? affected ?? '',
    ]),
  )
}
