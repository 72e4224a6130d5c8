/** The system's dialogs for files; each answers `null` when it was cancelled. */
import { dialog, type BrowserWindow } from 'electron'

const SCRIPTS = { name: 'Scripts', extensions: ['ts', 'mts', 'js', 'mjs'] }
const REPORTS = { name: 'Reports', extensions: ['html', 'json'] }
const ALL = { name: 'All files', extensions: ['*'] }

export async function askWhatToOpen(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a script, or a report',
    properties: ['openFile'],
    filters: [{ name: 'Scripts and reports', extensions: [...SCRIPTS.extensions, ...REPORTS.extensions] }, ALL],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

export async function askWhereToSave(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save the script',
    defaultPath: suggestedName,
    filters: [SCRIPTS, ALL],
  })
  return canceled || filePath === '' ? null : filePath
}

/** @param suggestedName with its extension */
export async function askWhereToExport(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Export',
    defaultPath: suggestedName,
    filters: [{ name: 'This format', extensions: [suggestedName.split('.').at(-1) ?? '*'] }, ALL],
  })
  return canceled || filePath === '' ? null : filePath
}

/** @param count how many files it will get */
export async function askForFolder(window: BrowserWindow, count: number): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: `Export ${count} files`,
    buttonLabel: 'Export here',
    properties: ['openDirectory', 'createDirectory'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** The folder in which folders of lessons stand. */
export async function askForLessonsFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Folder of lessons',
    buttonLabel: 'Use these lessons',
    properties: ['openDirectory'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}
