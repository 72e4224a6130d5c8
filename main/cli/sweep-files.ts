/** The files that a sweep is written to. */
import type { HistoryEntry, KeptSweep, ScriptSource } from '../../protocol/history'
import type { RunOutcome } from '../../protocol/run-event'
import type { SweepAnswer, SweepSettings } from '../../protocol/sweep'
import { exported, type ExportedFile } from '../export'
import { gistOfSweep } from '../history/gist'
import { ResultFile } from './result-file'
import type { SweepOptions } from './sweep-options'

const FORMATS = ['json', 'csv', 'html'] as const

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
  for (const format of FORMATS) {
    const file = await ResultFile.reserve(`--${format}`, options[format], script)
    if (file === null) continue
    writers.push(async (sweep) => {
      // Each of these formats makes one file of a sweep.
      const [made] = await exported([sweep], format)
      return file.write((made as ExportedFile).data)
    })
  }
  return async (sweep) => !(await Promise.all(writers.map((write) => write(sweep)))).includes(false)
}

interface Told extends Pick<HistoryEntry, 'id' | 'startedAt' | 'seconds'> {
  readonly outcome: RunOutcome
  readonly source: ScriptSource
  readonly settings: SweepSettings
  readonly found: SweepAnswer
}

/** What a list would show of the sweep, also of one that the history does not keep. */
export function sweepEntry({ id, startedAt, seconds, outcome, source, settings, found }: Told): HistoryEntry {
  const { path, example } = source
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
    ...gistOfSweep(found),
    bytes: 0,
  }
}
