/** Several runs and sweeps beside each other: their figures in a table, sweeps of one axis laid over each other. */
import { answer, difference } from '../../analysis'
import { bytes, count, duration, sizeOf, times } from '../../analysis/numbers'
import { historyOf } from '../../analysis/run/kept'
import { overlayChart, type NamedSweep } from '../../figures'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import { texts } from '../../texts/main'
import { nameOf, whenText } from './facts'
import { spread, table } from './markup'

const words = texts.report.overview

export function overview(entries: readonly (KeptRun | KeptSweep)[]): string {
  const runs = entries.filter((kept) => kept.kind === 'run')
  const sweeps = entries.filter((kept) => kept.kind === 'sweep')
  return [runs.length > 0 ? runTable(runs) : '', sweeps.length > 0 ? sweepTable(sweeps) : '', overlays(sweeps)].join(
    '\n',
  )
}

function runTable(runs: readonly KeptRun[]): string {
  return table(
    words.runs.caption,
    words.runs.columns,
    runs.map((run) => {
      const { lanes, maps } = historyOf(run)
      const { state, seconds, startedAt } = run.entry
      return [
        nameOf(run),
        whenText(startedAt),
        state,
        seconds === null ? '' : duration(seconds),
        count(lanes.length),
        count(maps.reduce((sum, { done }) => sum + done, 0)),
        run.figures === null ? '' : bytes(run.figures.peakMemory),
      ]
    }),
  )
}

function sweepTable(sweeps: readonly KeptSweep[]): string {
  return table(
    words.sweeps.caption,
    words.sweeps.columns,
    sweeps.map((sweep) => {
      const { best, axis, sentence } = answer(sweep.data)
      return [nameOf(sweep), whenText(sweep.entry.startedAt), best === null ? '' : sizeOf(axis, best.value), sentence]
    }),
  )
}

/** The sweeps of the first one's axis, and how they differ from the first. */
function overlays(sweeps: readonly KeptSweep[]): string {
  const [first] = sweeps
  if (first === undefined) return ''
  const alike = sweeps.filter(({ settings }) => settings.axis === first.settings.axis)
  if (alike.length < 2) return ''
  const named: NamedSweep[] = alike.map((sweep) => ({ name: nameOf(sweep), answer: answer(sweep.data) }))
  const charts = (['speedUp', 'throughput', 'seconds'] as const).map((quantity) => overlayChart(named, quantity))
  const differences = alike.slice(1).map((sweep) => {
    const { measure, faster } = difference(first.data, sweep.data)
    return table(
      words.difference(nameOf(sweep), nameOf(first), measure === 'throughput'),
      ['', words.asFast],
      faster.map(({ value, times: interval }) => [sizeOf(first.settings.axis, value), spread(interval, times)]),
    )
  })
  return [...charts, ...differences].join('\n')
}
