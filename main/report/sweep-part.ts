/** What a report says of a sweep: the answer, charts and tables, the method, every run. */
import { answer } from '../../analysis'
import { bytes, count, duration, percent, rate, sizeOf, times } from '../../analysis/numbers'
import { escaped } from '../../figures/svg'
import type { KeptSweep } from '../../protocol/history'
import type { Fit, SweepAnswer } from '../../protocol/sweep'
import { sweepCharts } from '../export/charts'
import { list, paragraph, spread, table } from './markup'

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
<h2>Sizes</h2>
${sizes(said)}
${said.fits.length === 0 ? '' : laws(said.fits)}
<h2>Method</h2>
${method(kept)}
<h2>Every run</h2>
${runs(kept)}`
}

function sizes({ points, axis }: SweepAnswer): string {
  return table(
    'Medians with their 95 % intervals',
    ['', 'repeats', 'wall time', 'items/s', 'speed-up', 'efficiency', ''],
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

const LAWS: Readonly<Record<Fit['law'], string>> = { amdahl: "Amdahl's law", usl: 'Universal Scalability Law' }

function laws(fits: readonly Fit[]): string {
  return table(
    'Laws of scaling, their parameters with 95 % intervals',
    ['', 'one worker, items/s (γ)', 'serial share (σ)', 'cost of a pair (κ)', 'AICc'],
    fits.map(({ law, gamma, sigma, kappa, aicc }) => [
      LAWS[law],
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
  const words = argv.length === 0 ? '' : ` with the arguments ${argv.join(' ')}`
  const fixed = axis === 'chunk-size' && poolSize !== null ? ` with ${sizeOf('pool-size', poolSize)}` : ''
  return [
    `The same script was run${words} at ${values.length} ${axis === 'pool-size' ? 'pool sizes' : 'chunk sizes'}${fixed}: ` +
      `${warmups} warm-up ${warmups === 1 ? 'round' : 'rounds'}, then ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, each of ` +
      `which visits every size in an order of its own (seed ${seed}).${timeout === null ? '' : ` A run of more than ${timeout} s is stopped.`}`,
    'A run is disturbed when other programs use more than a tenth of the processors, or when their clock is throttled; it is ' +
      `then measured again in its round, but not for ever. Disturbed runs: ${again}.`,
    'Points are medians. Intervals are bootstrap intervals over whole rounds, so that what slows a whole round cancels. Laws ' +
      'are fitted to the seconds an item takes, and chosen by AICc. The formulas and their sources are in docs/method.md of Parallab.',
  ]
    .map(paragraph)
    .join('\n')
}

function runs({ settings: { axis }, data: { repeats } }: KeptSweep): string {
  return table(
    'In the order of measuring; rounds count from 1',
    ['', 'round', 'wall time', 'start-up', 'CPU time', 'peak memory', 'other load', ''],
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
