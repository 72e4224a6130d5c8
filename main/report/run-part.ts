/** What a report says of a run: how it went, its charts with their tables, its output, how it was measured. */
import { capital } from '../../analysis/capital'
import { bytes, count, duration, moment, percent, rate } from '../../analysis/numbers'
import type { TelemetryHistory } from '../../analysis/run/history'
import { historyOf } from '../../analysis/run/kept'
import { noteOf } from '../../analysis/run/lane-words'
import { limitsInWords } from '../../analysis/run/limits'
import { escaped } from '../../figures/svg'
import type { KeptConsole, KeptRun } from '../../protocol/history'
import { texts } from '../../texts/main'
import { runCharts } from '../export/charts'
import { scriptText } from './facts'
import { findingsPart } from './findings-part'
import { list, paragraph, table } from './markup'

const words = texts.report.ofRun
/** Lines of output in a report; all that is kept is among the data. */
const LINES = 500

export function runPart(run: KeptRun): string {
  const history = historyOf(run)
  const { settings, errors, console: output } = run
  const { poolSize, chunkSize, argv } = settings
  const sizes = [poolSize, chunkSize].map((size) => (size === null ? '' : count(size))) as [string, string]
  return `<p class="answer">${escaped(outcomeOf(run, history))}</p>
${list(whatIsMissing(run, history))}
${errors.length === 0 ? '' : `<h2>${words.errors}</h2>\n${errors.map(({ processName, message }) => scriptText(`${processName}: ${message}`)).join('\n')}`}
${findingsPart(run)}
${runCharts(history)
  .map(({ svg }) => svg)
  .join('\n')}
${history.maps.length === 0 ? '' : calls(history)}
${history.isEmpty ? '' : processes(history)}
${output === null ? '' : consoleText(output)}
<h2>${texts.report.method}</h2>
${paragraph(words.method(...sizes, argv.join(' '), limitsInWords(settings)))}
${paragraph(words.measuring)}`
}

/** "Finished after 3.91 s. 600 items in one call of a pool, 239 a second; at most 220 MB." */
function outcomeOf({ entry, figures }: KeptRun, { maps, lanes }: TelemetryHistory): string {
  const { state, seconds, exitcode } = entry
  const done = maps.reduce((sum, map) => sum + map.done, 0)
  const spent = maps.reduce((sum, map) => sum + ((map.endedAt ?? map.startedAt) - map.startedAt) / 1000, 0)
  const isOne = maps.length === 1
  const speed = spent > 0 ? rate(done / spent) : ''
  return words.outcome(
    capital(state).replace('-', ' '),
    exitcode,
    seconds === null ? '' : duration(seconds),
    maps.length === 0 ? words.noPool : words.work(count(done), count(maps.length), isOne, speed),
    words.processCount(count(lanes.length), lanes.length === 1),
    figures === null || figures.peakMemory === 0 ? '' : bytes(figures.peakMemory),
  )
}

function whatIsMissing({ eventsDropped, telemetry, figures }: KeptRun, { dropped }: TelemetryHistory): string[] {
  const { missing } = words
  const chunks = telemetry?.chunksPerRecord ?? 1
  const left = figures?.dropped ?? 0
  return [
    ...(telemetry === null ? [missing.measurements] : []),
    ...(dropped.tasks > 0 ? [missing.tasks(count(dropped.tasks))] : []),
    ...(chunks > 1 ? [missing.merged(count(chunks))] : []),
    ...(eventsDropped > 0 ? [missing.events(count(eventsDropped))] : []),
    ...(left > 0 ? [missing.figures(count(left))] : []),
  ]
}

function calls({ maps }: TelemetryHistory): string {
  return table(
    words.calls.caption,
    words.calls.columns,
    maps.map(({ name, workers, done, total, failed, startedAt, endedAt }) => {
      const seconds = endedAt === null ? null : (endedAt - startedAt) / 1000
      return [
        name || words.calls.aFunction,
        count(workers),
        count(done),
        count(total),
        failed === 0 ? '' : count(failed),
        moment(startedAt / 1000),
        seconds === null ? words.calls.cutOff : duration(seconds),
        seconds === null || seconds === 0 ? '' : rate(done / seconds),
      ]
    }),
  )
}

function processes({ lanes }: TelemetryHistory): string {
  return table(
    words.processes.caption,
    words.processes.columns,
    lanes.map((lane) => [
      lane.name,
      lane.sample === null ? '' : String(lane.sample.pid),
      moment(lane.start),
      lane.end === null ? '' : moment(lane.end),
      lane.meanCpu === null ? '' : percent(lane.meanCpu),
      lane.mostMemory === 0 ? '' : bytes(lane.mostMemory),
      count(lane.sample?.tasksDone ?? 0),
      noteOf(lane),
    ]),
  )
}

function consoleText({ lines, missingLines, missingBytes, wasDirect }: KeptConsole): string {
  const title = `<h2>${words.output}</h2>\n`
  const shown = lines.slice(-LINES)
  const before = lines.length - shown.length + missingLines
  if (wasDirect) return title + paragraph(words.outputNotKept)
  if (shown.length === 0) return ''
  const cut = before > 0 || missingBytes > 0 ? paragraph(words.outputCut(count(before))) : ''
  return `${title}${cut}${scriptText(shown.map(({ text }) => text).join('\n'))}`
}
