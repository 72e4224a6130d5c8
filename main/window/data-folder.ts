/** Where settings, unsaved text, history and progress are kept: the user's data folder, or another where that is read-only. */
import { accessSync, constants, cpSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { texts } from '../../texts/main'
import { whyNotWritten } from '../atomic-file'

/** What is taken over from a folder that can only be read. */
const TAKEN = ['settings.json', 'session.json', 'progress.json', 'draft.json', 'lessons']

export interface DataFolder {
  readonly folder: string
  /** What to tell the user, or `null`. */
  readonly notice: string | null
}

export function writableFolder(wanted: string): DataFolder {
  try {
    mkdirSync(wanted, { recursive: true })
    accessSync(wanted, constants.W_OK)
    return { folder: wanted, notice: null }
  } catch (error) {
    const folder = mkdtempSync(path.join(tmpdir(), 'parallab-'))
    for (const name of TAKEN) takeOver(path.join(wanted, name), path.join(folder, name))
    const why = whyNotWritten(error as NodeJS.ErrnoException)
    return { folder, notice: texts.notices.dataFolder(wanted, why, folder) }
  }
}

function takeOver(from: string, to: string): void {
  try {
    cpSync(from, to, { recursive: true })
  } catch {
    // There is none, or it may not be read.
  }
}
