/** One run or sweep in words. */
import { answer } from '../../analysis'
import { findingsOf } from '../../analysis/run/findings'
import { limitsInWords } from '../../analysis/run/limits'
import { terminalChart } from '../../figures'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import type { Machine } from '../../protocol/lab'
import { texts } from '../../texts/main'
import { scriptName, table, timeText } from './runs-list'

const words = texts.keptRuns.shown
const { columns } = texts.keptRuns
/** Lines of the output that are shown. */
const LINES = 20

export function showText(kept: KeptRun | KeptSweep): string {
  const { entry, machine } = kept
  const { id, kind, name, note, tags, startedAt, state, seconds, exitcode, error, path } = entry
  const { facts } = words
  const told: [string, string | null][] = [
    [kind, id],
    [facts.name, name || null],
    [facts.note, note || null],
    [facts.tags, tags.join(', ') || null],
    [facts.script, path ?? scriptName(entry)],
    [facts.started, timeText(startedAt)],
    [facts.ended, seconds === null ? state : words.ended(state, seconds.toFixed(3), exitcode)],
    [facts.error, error],
    [facts.settings, kept.kind === 'run' ? runSettings(kept) : sweepSettings(kept)],
    [facts.machine, machine === null ? null : machineText(machine)],
  ]
  const head = told.filter(([, fact]) => fact !== null).map(([title, fact]) => `${title.padEnd(10)}${fact}\n`)
  return [...head, ...(kept.kind === 'run' ? runParts(kept) : sweepParts(kept))].join('')
}

function runSettings({ settings }: KeptRun): string {
  const { poolSize, chunkSize, argv } = settings
  const told = [words.poolSize(poolSize)]
  if (chunkSize !== null) told.push(words.chunkSize(chunkSize))
  if (argv.length > 0) told.push(words.arguments(argv.join(' ')))
  return [...told, ...limitsInWords(settings)].join(', ')
}

function sweepSettings({ settings }: KeptSweep): string {
  const { axis, values, repeats, warmups } = settings
  return [words.sweep(words.sizes[axis], values, repeats, warmups), ...limitsInWords(settings)].join(', ')
}

function machineText({ cpus, cpuModel, memory, os, version, electron, v8 }: Machine): string {
  const gibibytes = `${(memory / 2 ** 30).toFixed(1)} GiB`
  return words.machine(cpus, cpuModel, gibibytes, os, `Parallab ${version}, Electron ${electron}, V8 ${v8}`)
}

function runParts({ figures, events, console: output }: KeptRun): string[] {
  const parts: string[] = []
  const findings = events.flatMap(findingsOf)
  if (findings.length > 0) parts.push('\n', table(findings.map(({ kind, says }) => [kind, says])))
  if (figures !== null && figures.maps.length > 0) {
    const rows = figures.maps.map(({ name, workers, total, done, failed, startedAt, endedAt, tasksPerSecond }) => [
      name || words.aFunction,
      String(workers),
      words.done(done, total, failed),
      endedAt === null ? '' : ((endedAt - startedAt) / 1000).toFixed(3),
      tasksPerSecond.toFixed(1),
    ])
    parts.push('\n', table([[words.map, columns.workers, words.items, columns.seconds, words.rate], ...rows]))
  }
  if (output?.wasDirect) parts.push(`\n${words.outputNotKept}\n`)
  else if (output && output.lines.length > 0) {
    const shown = output.lines.slice(-LINES)
    const before = output.lines.length - shown.length + output.missingLines
    if (before > 0) parts.push(`\n${words.linesBefore(before)}`)
    parts.push('\n', ...shown.map(({ text }) => `${text}\n`))
  }
  return parts
}

function sweepParts({ data }: KeptSweep): string[] {
  if (data.repeats.length === 0) return [`\n${words.notMeasured}\n`]
  const said = answer(data)
  const more = [...said.refusals, ...data.notes].map((sentence) => `${sentence}\n`)
  return ['\n', `${said.sentence}\n\n${terminalChart(said)}\n`, ...(more.length > 0 ? ['\n', ...more] : [])]
}
