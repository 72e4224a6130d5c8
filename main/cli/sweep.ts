/** `parallab sweep`: runs a script at several sizes, and prints what that says. */
import { randomUUID } from 'node:crypto'
import os from 'node:os'
import { answer } from '../../analysis'
import { terminalChart } from '../../figures'
import type { SweepAnswer, SweepData } from '../../protocol/sweep'
import { texts } from '../../texts/main'
import { openHistory } from '../history'
import type { History } from '../history/history'
import { Lab } from '../lab'
import { machine } from '../machine'
import { Sweep } from '../sweep/sweep'
import { Outside } from './outside'
import { ProgressLine } from './progress-line'
import { say } from './say'
import { compileFile } from './script-file'
import { sweepEntry, sweepFiles } from './sweep-files'
import type { SweepOptions } from './sweep-options'

const words = texts.commandLine

/** @returns the exit code. @throws UsageError */
export async function sweepCommand(options: SweepOptions): Promise<number> {
  const outside = new Outside('pipe')
  const lab = new Lab('pipe', say)
  const history = options.history ? await openHistory(say) : null
  try {
    return await sweepScript(lab, history, options, outside)
  } finally {
    outside.close()
    await lab.close()
    await history?.close()
  }
}

async function sweepScript(
  lab: Lab,
  history: History | null,
  options: SweepOptions,
  outside: Outside,
): Promise<number> {
  const { settings, args } = options
  const compiled = await compileFile(options.file)
  if (compiled === null) return 2
  const { script, source } = compiled
  const write = await sweepFiles(options, script.file)
  const kept = history?.recordSweep(source, { settings, cores: os.availableParallelism(), argv: args })
  const startedAt = new Date().toISOString()
  const begin = performance.now()
  const line = new ProgressLine(process.stderr, settings.axis)
  const sweep = new Sweep(
    lab,
    { script, argv: args, cwd: process.cwd(), settings },
    { progress: (progress) => line.show(progress), repeat: (repeat) => kept?.repeat(repeat) },
  )
  outside.watch(sweep, null)
  const data = await sweep.run()
  line.clear()
  const hasFailed = data.repeats.every(({ outcome }) => outcome !== 'finished')
  const outcome = outside.stopped !== undefined ? 'stopped' : hasFailed ? 'failed' : 'finished'
  const seconds = (performance.now() - begin) / 1000
  const found = answer(data)
  kept?.end(outcome, seconds, data.notes, found)
  process.stdout.write(textOf(data, found))
  const entry = sweepEntry({ id: kept?.id ?? randomUUID(), startedAt, outcome, seconds, source, settings, found })
  const isWritten = await write({
    kind: 'sweep',
    entry,
    script: source,
    machine: machine(),
    settings,
    argv: args,
    data,
  })
  if (outside.stopped !== undefined) return outside.stopped
  return !isWritten || hasFailed ? 1 : 0
}

function textOf(data: SweepData, found: SweepAnswer): string {
  if (data.repeats.length === 0) return `${words.nothingMeasured}\n`
  const again = data.repeats.filter(({ affected }) => affected !== null).length
  const said = [...found.refusals, ...data.notes, ...(again === 0 ? [] : [words.disturbed(again)])]
  return [found.sentence, '', terminalChart(found), '', ...said, ''].join('\n')
}
