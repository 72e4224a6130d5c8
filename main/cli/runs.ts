/** `parallab runs`: the history in the terminal. */
import type { HistoryEntry } from '../../protocol/history'
import { texts } from '../../texts/main'
import { openHistory } from '../history'
import type { History } from '../history/history'
import { UnknownEntry } from '../history/list'
import { RUNS_USAGE, type RunsAct, type RunsOptions } from './runs-options'
import { excessText, listText, sizeText } from './runs-list'
import { showText } from './runs-show'
import { say } from './say'
import { exportEntries, importEntries, isRefusal, type Said } from './runs-files'

const words = texts.keptRuns.changed

/** @returns the exit code. @throws UsageError */
export async function runsCommand({ act, json }: RunsOptions): Promise<number> {
  if (act.verb === 'help') return print(`${RUNS_USAGE}\n`)
  const history = await openHistory(say)
  if (history === null) return 1
  try {
    const { text, data } = await carryOut(history, act)
    return await print(json && data !== null ? `${JSON.stringify(data)}\n` : text)
  } catch (error) {
    if (!(error instanceof UnknownEntry) && !isRefusal(error)) throw error
    say(error.message)
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
    case 'export':
      return exportEntries(history, act)
    case 'import':
      return importEntries(history, act.files)
    case 'delete':
      await history.remove(act.ids)
      return changed(history, act.ids, words.deleted)
    case 'restore':
      await history.restore(act.ids)
      return changed(history, act.ids, words.restored)
    case 'name':
      await history.rename(act.id, act.text)
      return changed(history, [act.id], act.text === '' ? words.unnamed : words.named(act.text))
    case 'note':
      await history.note(act.id, act.text)
      return changed(history, [act.id], words.noted)
    case 'tag':
      await history.tag(act.id, act.tags)
      return changed(history, [act.id], act.tags.length === 0 ? words.untagged : words.tagged(act.tags))
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

/** Resolves when the terminal or pipe has it. */
function print(text: string | Buffer): Promise<number> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve(0)))
}
