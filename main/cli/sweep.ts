/** `parallab sweep`: runs a script at several sizes, and prints what that says. */
import { answer } from '../../analysis'
import { terminalChart } from '../../figures'
import type { SweepAnswer, SweepData } from '../../protocol/sweep'
import { Lab } from '../lab'
import { machine } from '../machine'
import { Sweep } from '../sweep/sweep'
import { Outside } from './outside'
import { ProgressLine } from './progress-line'
import { ResultFile } from './result-file'
import { compileFile } from './script-file'
import type { SweepOptions } from './sweep-options'
import { sweepTable } from './sweep-table'

/** @returns the exit code. @throws UsageError */
export async function sweepCommand(options: SweepOptions): Promise<number> {
  const outside = new Outside('pipe')
  const lab = new Lab('pipe')
  try {
    return await sweepScript(lab, options, outside)
  } finally {
    outside.close()
    await lab.close()
  }
}

async function sweepScript(lab: Lab, options: SweepOptions, outside: Outside): Promise<number> {
  const { settings, args, memoryLimit } = options
  const script = await compileFile(options.file)
  if (script === null) return 2
  const json = await ResultFile.reserve('--json', options.json, script.file)
  const csv = await ResultFile.reserve('--csv', options.csv, script.file)
  const line = new ProgressLine(process.stderr, settings.axis)
  const sweep = new Sweep(
    lab,
    { script, argv: args, cwd: process.cwd(), settings, memoryLimit: memoryLimit ?? undefined },
    { progress: (progress) => line.show(progress), repeat: () => undefined },
  )
  outside.watch(sweep, null)
  const data = await sweep.run()
  line.clear()
  const found = answer(data)
  process.stdout.write(textOf(data, found))
  const whole = { file: script.file, args, machine: machine(), data, answer: found }
  const written = [await json?.write(`${JSON.stringify(whole, undefined, 2)}\n`), await csv?.write(sweepTable(data))]
  if (outside.stopped !== undefined) return outside.stopped
  return written.includes(false) || data.repeats.every(({ outcome }) => outcome !== 'finished') ? 1 : 0
}

function textOf(data: SweepData, found: SweepAnswer): string {
  if (data.repeats.length === 0) return 'Nothing was measured.\n'
  const again = data.repeats.filter(({ affected }) => affected !== null).length
  const said = [...found.refusals, ...data.notes, ...(again === 0 ? [] : [`Runs that something disturbed: ${again}.`])]
  return [found.sentence, '', terminalChart(found), '', ...said, ''].join('\n')
}
