/** What the page's commands for the history do. */
import type { HistoryEntry } from '../../protocol/history'
import { texts } from '../../texts/main'
import type { History } from '../history/history'
import type { Handlers } from './commands'

type HistoryCommand =
  | 'listHistory'
  | 'readEntry'
  | 'renameEntry'
  | 'noteEntry'
  | 'tagEntry'
  | 'removeEntries'
  | 'restoreEntries'
  | 'sizeHistory'
  | 'limitHistory'

/** @param why there is none, in a sentence. @throws Error where it could not be opened */
export function present(history: History | null, why = texts.notices.noHistory): History {
  if (history === null) throw new Error(why)
  return history
}

/** @param kept `null` where it could not be opened @param why that was so, in a sentence */
export function historyHandlers(kept: History | null, why: string): Pick<Handlers, HistoryCommand> {
  const history = () => present(kept, why)
  const changed = async (id: string, change: Promise<void>): Promise<HistoryEntry> => {
    await change
    return history().get(id).entry
  }
  return {
    async listHistory(query) {
      return history().list(query)
    },
    async readEntry({ id }) {
      return history().get(id)
    },
    async renameEntry({ id, name }) {
      return changed(id, history().rename(id, name))
    },
    async noteEntry({ id, note }) {
      return changed(id, history().note(id, note))
    },
    async tagEntry({ id, tags }) {
      return changed(id, history().tag(id, tags))
    },
    async removeEntries({ ids }) {
      await history().remove(ids)
      return null
    },
    async restoreEntries({ ids }) {
      await history().restore(ids)
      return null
    },
    async sizeHistory() {
      return history().size()
    },
    async limitHistory({ limit }) {
      await history().setLimit(limit)
      return history().size()
    },
  }
}
