/** The history of this user: in the data folder, for the window and the command line alike. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import { texts } from '../../texts/main'
import { machine } from '../machine'
import { loadLibrary } from './database'
import { History } from './history'

/**
 * Opens it. Where that fails the lab does without: it is said why, and the answer is `null`.
 * @param say told in sentences of what could not be kept
 * @param changed told when something was kept or changed by this process
 */
export async function openHistory(
  say: (sentence: string) => void,
  changed: () => void = () => undefined,
): Promise<History | null> {
  try {
    const folder = app.getPath('userData')
    mkdirSync(folder, { recursive: true })
    const library = await loadLibrary()
    return await History.open({ library, file: path.join(folder, 'history.sqlite'), machine: machine(), say, changed })
  } catch (error) {
    say(texts.keeping.notKept((error as Error).message))
    return null
  }
}
