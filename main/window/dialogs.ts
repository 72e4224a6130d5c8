/** The system's dialogs for files; each answers `null` when it was cancelled. */
import { dialog, type BrowserWindow } from 'electron'
import { languageOf } from '../../protocol/language'
import { texts } from '../../texts/main'

const SCRIPTS = { name: texts.files.scripts, extensions: ['ts', 'mts', 'js', 'mjs', 'py'] }
const PYTHON = { name: texts.files.python, extensions: ['py'] }
const REPORTS = { name: texts.files.reports, extensions: ['html', 'json'] }
const ALL = { name: texts.files.all, extensions: ['*'] }

export async function askWhatToOpen(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: texts.actions.open,
    properties: ['openFile'],
    filters: [{ name: texts.files.scriptsOrReports, extensions: [...SCRIPTS.extensions, ...REPORTS.extensions] }, ALL],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

export async function askWhereToSave(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: texts.files.save,
    defaultPath: suggestedName,
    // Some systems add the first ending to a name that has none.
    filters: languageOf(suggestedName) === 'python' ? [PYTHON, ALL] : [SCRIPTS, ALL],
  })
  return canceled || filePath === '' ? null : filePath
}

/** @param suggestedName with its extension */
export async function askWhereToExport(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: texts.exporting.title,
    defaultPath: suggestedName,
    filters: [{ name: texts.files.format, extensions: [suggestedName.split('.').at(-1) ?? '*'] }, ALL],
  })
  return canceled || filePath === '' ? null : filePath
}

/** @param count how many files it will get */
export async function askForFolder(window: BrowserWindow, count: number): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: texts.files.exportMany(count),
    buttonLabel: texts.files.exportHere,
    properties: ['openDirectory', 'createDirectory'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** The folder in which folders of lessons stand. */
export async function askForLessonsFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: texts.files.lessons,
    buttonLabel: texts.files.useLessons,
    properties: ['openDirectory'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}
