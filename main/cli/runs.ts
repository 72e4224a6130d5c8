/** `parallab runs`: the history in the terminal. */
import type { HistoryEntry, KeptRun, KeptSweep } from '../../protocol/history'
import { openHistory } from '../history'
import type { History } from '../history/history'
import { UnknownEntry } from '../history/list'
import { runTable, type TableName } from '../history/tables'
import { UsageError } from './options'
import { RUNS_USAGE, type RunsAct, type RunsOptions } from './runs-options'
import { excessText, listText, sizeText } from './runs-list'
import { showText } from './runs-show'
import { sweepTable } from './sweep-table'

/** What a command prints: in words, or the same as data. */
interface Said {
  readonly text: string
  readonly data: unknown
}

/** @returns the exit code. @throws UsageError */
export async function runsCommand({ act, json }: RunsOptions): Promise<number> {
  if (act.verb === 'help') return print(`${RUNS_USAGE}\n`)
  const history = await openHistory((sentence) => process.stderr.write(`parallab: ${sentence}\n`))
  if (history === null) return 1
  try {
    const { text, data } = await carryOut(history, act)
    return await print(json ? `${JSON.stringify(data)}\n` : text)
  } catch (error) {
    if (!(error instanceof UnknownEntry)) throw error
    process.stderr.write(`parallab: ${error.message}\n`)
    return 1
  } finally {
    await history.close()
  }
}

async function carryOut(history: History, act: Exclude<RunsAct, { verb: 'help' }>): Promise<Said> {
  switch (act.verb) {
    case 'list': {
      const page = history.list({ search: act.search, limit: act.limit, offset: 0 })
      return { text: listText(page, act.search), data: page }
    }
    case 'show': {
      const kept = history.get(act.id)
      return { text: showText(kept), data: kept }
    }
    case 'export': {
      const kept = history.get(act.id)
      return { text: exported(kept, act.format, act.table), data: kept }
    }
    case 'delete':
      await history.remove(act.ids)
      return changed(history, act.ids, 'deleted; parallab runs restore brings it back')
    case 'restore':
      await history.restore(act.ids)
      return changed(history, act.ids, 'restored')
    case 'name':
      await history.rename(act.id, act.text)
      return changed(history, [act.id], act.text === '' ? 'has no name now' : `is named ${act.text}`)
    case 'note':
      await history.note(act.id, act.text)
      return changed(history, [act.id], 'noted')
    case 'tag':
      await history.tag(act.id, act.tags)
      return changed(history, [act.id], act.tags.length === 0 ? 'has no tags now' : `is tagged ${act.tags.join(', ')}`)
    case 'limit': {
      if (act.bytes !== undefined) await history.setLimit(act.bytes)
      const size = history.size()
      return { text: sizeText(size), data: size }
    }
    case 'trim': {
      const size = history.size()
      if (act.isAgreed) await history.remove(size.excess.ids)
      return { text: excessText(size, act.isAgreed), data: size.excess }
    }
  }
}

function changed(history: History, ids: readonly string[], what: string): Said {
  const entries: HistoryEntry[] = ids.map((id) => history.get(id).entry)
  return { text: entries.map(({ shortId }) => `${shortId} ${what}\n`).join(''), data: entries }
}

/** @throws UsageError for a table of a sweep, which has but one */
function exported(kept: KeptRun | KeptSweep, format: 'json' | 'csv', table: TableName | null): string {
  if (format === 'json') return `${JSON.stringify(kept, null, 2)}\n`
  if (kept.kind === 'run') return runTable(kept, table ?? 'maps')
  if (table !== null) throw new UsageError('--table: a sweep has one table, a row for each call of a pool in each run')
  return sweepTable(kept.data)
}

/** Resolves when the terminal or pipe has it. */
function print(text: string): Promise<number> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve(0)))
}
