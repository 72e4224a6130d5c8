/** The system's dialogs for files; each answers `null` when it was cancelled. */
import { dialog, type BrowserWindow } from 'electron'

const FILTERS = [
  { name: 'Scripts', extensions: ['ts', 'mts', 'js', 'mjs'] },
  { name: 'All files', extensions: ['*'] },
]

export async function askForScript(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a script',
    properties: ['openFile'],
    filters: FILTERS,
  })
  return canceled ? null : (filePaths[0] ?? null)
}

export async function askWhereToSave(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save the script',
    defaultPath: suggestedName,
    filters: FILTERS,
  })
  return canceled || filePath === '' ? null : filePath
}
