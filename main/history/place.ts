/** For tests: a history in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { loadLibrary } from './database'
import { History } from './history'
import { MACHINE } from './sample'

/** @returns a file that is not there yet; its folder goes with the test */
export function temporaryFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallab-history-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return path.join(folder, 'history.sqlite')
}

/** @param said what the history says comes here */
export async function openSample(file: string, said: string[] = []): Promise<History> {
  const library = await loadLibrary()
  const history = await History.open({ library, file, machine: MACHINE, say: (sentence) => said.push(sentence) })
  onTestFinished(() => history.close().catch(() => undefined))
  return history
}
