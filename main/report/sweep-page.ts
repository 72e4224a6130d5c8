/** A sweep as one page of HTML that needs nothing else: the answer, charts and tables, the method, and all data inside. */
import { bytes, count, duration, percent, rate, sizeOf, times } from '../../analysis/numbers'
import { chunkChart, speedUpChart, throughputChart, wallTimeChart } from '../../figures'
import { escaped } from '../../figures/svg'
import type { Fit, Interval, SweepReport } from '../../protocol/sweep'
import { dataBlock, list, paragraph, table } from './markup'
import { STYLE } from './style'

/** The element that has the `SweepReport`, by which the lab opens the page again. */
export const DATA_ID = 'parallab-sweep'

export function sweepPage(report: SweepReport): string {
  const { file, script, answer, data } = report
  const name = file.split(/[\\/]/).at(-1) ?? file
  const startedAt = data.repeats[0]?.startedAt.replace('T', ' ').replace(/\..*/, ' UTC') ?? ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(name)}: sweep</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(name)}</h1>
<p class="file">${escaped([file, startedAt].join(' · '))}</p>
<p class="answer">${escaped(answer.sentence)}</p>
${list([...answer.refusals, ...data.notes])}
${charts(report).join('\n')}
<h2>Sizes</h2>
${sizes(report)}
${answer.fits.length === 0 ? '' : laws(answer.fits)}
<h2>Method</h2>
${method(report)}
<h2>Machine</h2>
${machineTable(report)}
<h2>Every run</h2>
${runs(report)}
<details><summary>The script</summary><pre>${escaped(script)}</pre></details>
${dataBlock(DATA_ID, report)}
</body>
</html>
`
}

function charts({ answer }: SweepReport): string[] {
  if (answer.points.every(({ seconds }) => seconds === null)) return []
  const curve = chunkChart(answer)
  return [
    ...(answer.axis === 'pool-size' ? [speedUpChart(answer)] : []),
    ...(curve === null ? [] : [curve]),
    ...(answer.measure === 'throughput' ? [throughputChart(answer)] : []),
    wallTimeChart(answer),
  ]
}

function sizes({ answer: { points, axis } }: SweepReport): string {
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

function method({ data: { settings, repeats }, args }: SweepReport): string {
  const { axis, values, poolSize, repeats: rounds, warmups, timeout, seed } = settings
  const again = repeats.filter(({ affected }) => affected !== null).length
  const words = args.length === 0 ? '' : ` with the arguments ${args.join(' ')}`
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

function machineTable({ machine, data: { cores } }: SweepReport): string {
  const { cpuModel, memory, os, arch, version, electron, chrome, node, v8 } = machine
  return table(
    'Where it was measured',
    ['', ''],
    [
      ['Processors', `${cores}: ${cpuModel}`],
      ['Memory', bytes(memory)],
      ['System', `${os} ${arch}`],
      ['Versions', `Parallab ${version}, Electron ${electron}, Chromium ${chrome}, Node ${node}, V8 ${v8}`],
    ],
  )
}

function runs({ answer: { axis }, data: { repeats } }: SweepReport): string {
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

function spread(interval: Interval | null, say: (value: number) => string): string {
  if (interval === null) return ''
  const { value, low, high } = interval
  return low === high ? say(value) : `${say(value)} [${say(low)}, ${say(high)}]`
}
