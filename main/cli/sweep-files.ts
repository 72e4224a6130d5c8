/** The files that a sweep is written to. */
import type { SweepReport } from '../../protocol/sweep'
import { sweepPage } from '../report/sweep-page'
import { ResultFile } from './result-file'
import type { SweepOptions } from './sweep-options'
import { sweepTable } from '../export/sweep-table'

const FORMATS = [
  ['json', (report: SweepReport) => `${JSON.stringify(report, undefined, 2)}\n`],
  ['csv', ({ data }: SweepReport) => sweepTable(data)],
  ['html', sweepPage],
] as const

/**
 * Finds out whether the files that were asked for can be written.
 * @param script the file that must not be overwritten
 * @returns what writes them, and answers whether that was done; if not, it has been said why
 * @throws UsageError
 */
export async function sweepFiles(
  options: SweepOptions,
  script: string,
): Promise<(report: SweepReport) => Promise<boolean>> {
  const writers: ((report: SweepReport) => Promise<boolean>)[] = []
  for (const [name, format] of FORMATS) {
    const file = await ResultFile.reserve(`--${name}`, options[name], script)
    if (file !== null) writers.push((report) => file.write(format(report)))
  }
  return async (report) => !(await Promise.all(writers.map((write) => write(report)))).includes(false)
}
