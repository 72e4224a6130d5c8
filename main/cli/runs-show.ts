/** One run or sweep in words. */
import { answer } from '../../analysis'
import { findingsOf } from '../../analysis/run/findings'
import { limitsInWords } from '../../analysis/run/limits'
import { terminalChart } from '../../figures'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import type { Machine } from '../../protocol/lab'
import { scriptName, table, timeText } from './runs-list'

/** Lines of the output that are shown. */
const LINES = 20

export function showText(kept: KeptRun | KeptSweep): string {
  const { entry, machine } = kept
  const { id, kind, name, note, tags, startedAt, state, seconds, exitcode, error, path } = entry
  const facts: [string, string | null][] = [
    [kind, id],
    ['name', name || null],
    ['note', note || null],
    ['tags', tags.join(', ') || null],
    ['script', path ?? scriptName(entry)],
    ['started', timeText(startedAt)],
    ['ended', seconds === null ? state : `${state} after ${seconds.toFixed(3)} s${exitText(exitcode)}`],
    ['error', error],
    ['settings', kept.kind === 'run' ? runSettings(kept) : sweepSettings(kept)],
    ['machine', machine === null ? null : machineText(machine)],
  ]
  const head = facts.filter(([, fact]) => fact !== null).map(([title, fact]) => `${title.padEnd(10)}${fact}\n`)
  return [...head, ...(kept.kind === 'run' ? runParts(kept) : sweepParts(kept))].join('')
}

function exitText(exitcode: number | null): string {
  return exitcode === null ? '' : `, exit code ${exitcode}`
}

function runSettings({ settings }: KeptRun): string {
  const { poolSize, chunkSize, argv } = settings
  const facts = [`pool size ${poolSize ?? 'one per processor'}`]
  if (chunkSize !== null) facts.push(`chunk size ${chunkSize}`)
  if (argv.length > 0) facts.push(`arguments ${argv.join(' ')}`)
  return [...facts, ...limitsInWords(settings)].join(', ')
}

function sweepSettings({ settings: { axis, values, repeats, warmups } }: KeptSweep): string {
  const axisName = axis === 'pool-size' ? 'pool sizes' : 'chunk sizes'
  return `${axisName} ${values.join(', ')}; ${repeats} repeats after ${warmups} warm-ups`
}

function machineText({ cpus, cpuModel, memory, os, version, electron, v8 }: Machine): string {
  const gibibytes = (memory / 2 ** 30).toFixed(1)
  return `${cpus} processors (${cpuModel}), ${gibibytes} GiB, ${os}; Parallab ${version}, Electron ${electron}, V8 ${v8}`
}

function runParts({ figures, events, console: output }: KeptRun): string[] {
  const parts: string[] = []
  const findings = events.flatMap(findingsOf)
  if (findings.length > 0) parts.push('\n', table(findings.map(({ kind, says }) => [kind, says])))
  if (figures !== null && figures.maps.length > 0) {
    const rows = figures.maps.map(({ name, workers, total, done, failed, startedAt, endedAt, tasksPerSecond }) => [
      name || 'a function',
      String(workers),
      `${done} of ${total}${failed > 0 ? `, ${failed} failed` : ''}`,
      endedAt === null ? '' : ((endedAt - startedAt) / 1000).toFixed(3),
      tasksPerSecond.toFixed(1),
    ])
    parts.push('\n', table([['map', 'workers', 'items', 'seconds', 'items/s'], ...rows]))
  }
  if (output?.wasDirect) parts.push('\nIts processes wrote to the terminal themselves: the output was not kept.\n')
  else if (output && output.lines.length > 0) {
    const shown = output.lines.slice(-LINES)
    const before = output.lines.length - shown.length + output.missingLines
    if (before > 0) parts.push(`\n(${before} lines before)`)
    parts.push('\n', ...shown.map(({ text }) => `${text}\n`))
  }
  return parts
}

function sweepParts({ data }: KeptSweep): string[] {
  if (data.repeats.length === 0) return ['\nNo repeat of it was measured.\n']
  const said = answer(data)
  const more = [...said.refusals, ...data.notes].map((sentence) => `${sentence}\n`)
  return ['\n', `${said.sentence}\n\n${terminalChart(said)}\n`, ...(more.length > 0 ? ['\n', ...more] : [])]
}
