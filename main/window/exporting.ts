/** The window's exports: what, where to, and written. */
import type { BrowserWindow } from 'electron'
import type { ExportFormat } from '../../protocol/export'
import { texts } from '../../texts/main'
import { exported } from '../export'
import { writeExported, writeInto } from '../export/writing'
import type { History } from '../history/history'
import { askForFolder, askWhereToExport } from './dialogs'

/** @returns the paths written, or `null` when the dialog was cancelled @throws Error with a sentence for the user */
export async function exportEntries(
  window: BrowserWindow,
  history: History,
  ids: readonly string[],
  format: ExportFormat,
): Promise<readonly string[] | null> {
  // What has just ended may still be on its way into the history.
  await history.settled()
  const entries = ids.map((id) => history.get(id))
  if (entries.some(({ entry }) => entry.state === 'running')) throw new Error(texts.notices.exportLater)
  const files = await exported(entries, format)
  const [only, ...more] = files
  if (only !== undefined && more.length === 0) {
    const file = await askWhereToExport(window, only.name)
    return file === null ? null : [await writeExported(file, only.data)]
  }
  const folder = await askForFolder(window, files.length)
  return folder === null ? null : writeInto(folder, files)
}
