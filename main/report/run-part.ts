/** What a report says of a run: how it went, its charts with their tables, its output, how it was measured. */
import { capital } from '../../analysis/capital'
import { bytes, count, duration, moment, percent, rate } from '../../analysis/numbers'
import type { TelemetryHistory } from '../../analysis/run/history'
import { historyOf } from '../../analysis/run/kept'
import { noteOf } from '../../analysis/run/lane-words'
import { limitsInWords } from '../../analysis/run/limits'
import { escaped } from '../../figures/svg'
import type { KeptConsole, KeptRun } from '../../protocol/history'
import { runCharts } from '../export/charts'
import { scriptText } from './facts'
import { findingsPart } from './findings-part'
import { list, paragraph, table } from './markup'

/** Lines of output in a report; all that is kept is among the data. */
const LINES = 500

export function runPart(run: KeptRun): string {
  const history = historyOf(run)
  const { settings, errors, console: output } = run
  const { poolSize, chunkSize, argv } = settings
  const words = argv.length === 0 ? '' : `, with the arguments ${argv.join(' ')}`
  const chunks = chunkSize === null ? '' : `, chunks of ${count(chunkSize)} where the script names none`
  const limits = limitsInWords(settings)
  return `<p class="answer">${escaped(outcomeOf(run, history))}</p>
${list(missing(run, history))}
${errors.length === 0 ? '' : `<h2>Errors that nobody caught</h2>\n${errors.map(({ processName, message }) => scriptText(`${processName}: ${message}`)).join('\n')}`}
${findingsPart(run)}
${runCharts(history)
  .map(({ svg }) => svg)
  .join('\n')}
${history.maps.length === 0 ? '' : calls(history)}
${history.isEmpty ? '' : processes(history)}
${output === null ? '' : consoleText(output)}
<h2>Method</h2>
${paragraph(`The script was run with a pool of ${poolSize === null ? 'one worker per processor' : `${count(poolSize)} where it names no other size`}${chunks}${words}.${limits.length === 0 ? '' : ` It might take ${limits.join(', ')}.`}`)}
${paragraph('Tasks and items are counted exactly by the processes themselves, in memory that they share; times of tasks are read from the one clock of the machine. States, waits, CPU and memory are sampled about 20 times a second, processors 4 times.')}`
}

/** "Finished after 3.91 s. 600 items in one call of a pool, 239 a second; at most 220 MB." */
function outcomeOf({ entry, figures }: KeptRun, { maps, lanes }: TelemetryHistory): string {
  const { state, seconds, exitcode } = entry
  const code = exitcode === null || exitcode === 0 ? '' : ` with exit code ${exitcode}`
  const ended = `${capital(state).replace('-', ' ')}${code}${seconds === null ? '' : ` after ${duration(seconds)}`}.`
  const done = maps.reduce((sum, map) => sum + map.done, 0)
  const spent = maps.reduce((sum, map) => sum + ((map.endedAt ?? map.startedAt) - map.startedAt) / 1000, 0)
  const pools = maps.length === 1 ? 'one call of a pool' : `${count(maps.length)} calls of pools`
  const work =
    maps.length === 0
      ? 'No pool was called'
      : `${count(done)} items in ${pools}${spent > 0 ? `, ${rate(done / spent)} a second` : ''}`
  const processes = lanes.length === 1 ? 'one process' : `${count(lanes.length)} processes`
  const memory = figures === null || figures.peakMemory === 0 ? '' : `, at most ${bytes(figures.peakMemory)}`
  return `${ended} ${work}; ${processes}${memory}.`
}

function missing({ eventsDropped, telemetry, figures }: KeptRun, { dropped }: TelemetryHistory): string[] {
  const chunks = telemetry?.chunksPerRecord ?? 1
  return [
    ...(telemetry === null ? ['Its measurements were not kept.'] : []),
    ...(dropped.tasks > 0
      ? [`${count(dropped.tasks)} records of tasks came too fast to be read; the counts are exact all the same.`]
      : []),
    ...(chunks > 1 ? [`A block may stand for up to ${count(chunks)} tasks that followed each other.`] : []),
    ...(eventsDropped > 0 ? [`${count(eventsDropped)} events were not kept.`] : []),
    ...((figures?.dropped ?? 0) > 0 ? [`${count(figures?.dropped ?? 0)} processes or calls were not kept.`] : []),
  ]
}

function calls({ maps }: TelemetryHistory): string {
  return table(
    'Calls of pools',
    ['', 'workers', 'done', 'of', 'failed', 'from', 'took', 'items/s'],
    maps.map(({ name, workers, done, total, failed, startedAt, endedAt }) => {
      const seconds = endedAt === null ? null : (endedAt - startedAt) / 1000
      return [
        name || 'a function',
        count(workers),
        count(done),
        count(total),
        failed === 0 ? '' : count(failed),
        moment(startedAt / 1000),
        seconds === null ? 'cut off' : duration(seconds),
        seconds === null || seconds === 0 ? '' : rate(done / seconds),
      ]
    }),
  )
}

function processes({ lanes }: TelemetryHistory): string {
  return table(
    'Processes',
    ['', 'pid', 'from', 'to', 'mean CPU', 'most memory', 'items', 'end'],
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
  const shown = lines.slice(-LINES)
  const before = lines.length - shown.length + missingLines
  if (wasDirect)
    return `<h2>Output</h2>\n${paragraph('The processes wrote to the terminal themselves: it was not kept.')}`
  if (shown.length === 0) return ''
  const cut = before > 0 || missingBytes > 0 ? paragraph(`Its end; ${count(before)} lines before it are left out.`) : ''
  return `<h2>Output</h2>\n${cut}${scriptText(shown.map(({ text }) => text).join('\n'))}`
}
