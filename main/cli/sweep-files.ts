/** The files that a sweep is written to. */
import type { HistoryEntry, KeptSweep, ScriptSource } from '../../protocol/history'
import type { RunOutcome } from '../../protocol/run-event'
import type { SweepData } from '../../protocol/sweep'
import { documentText } from '../export/document'
import { sweepTable } from '../export/sweep-table'
import { gistOfSweep } from '../history/gist'
import { reportPage } from '../report/page'
import { ResultFile } from './result-file'
import type { SweepOptions } from './sweep-options'

const FORMATS = [
  ['json', (sweep: KeptSweep) => documentText([sweep])],
  ['csv', ({ data }: KeptSweep) => sweepTable(data)],
  ['html', (sweep: KeptSweep) => reportPage([sweep])],
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
): Promise<(sweep: KeptSweep) => Promise<boolean>> {
  const writers: ((sweep: KeptSweep) => Promise<boolean>)[] = []
  for (const [name, format] of FORMATS) {
    const file = await ResultFile.reserve(`--${name}`, options[name], script)
    if (file !== null) writers.push((sweep) => file.write(format(sweep)))
  }
  return async (sweep) => !(await Promise.all(writers.map((write) => write(sweep)))).includes(false)
}

interface Told extends Pick<HistoryEntry, 'id' | 'startedAt' | 'seconds'> {
  readonly outcome: RunOutcome
  readonly source: ScriptSource
  readonly data: SweepData
}

/** What a list would show of the sweep, also of one that the history does not keep. */
export function sweepEntry({ id, startedAt, seconds, outcome, source, data }: Told): HistoryEntry {
  const { path, example } = source
  const { settings } = data
  return {
    id,
    shortId: id.slice(0, 4),
    kind: 'sweep',
    name: '',
    note: '',
    tags: [],
    path,
    example,
    startedAt,
    state: outcome,
    exitcode: null,
    seconds,
    error: null,
    poolSize: settings.poolSize,
    values: settings.values,
    axis: settings.axis,
    ...gistOfSweep(data),
    bytes: 0,
  }
}
