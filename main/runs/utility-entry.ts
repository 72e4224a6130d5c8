/** How every utility process is started. */
import { statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { pythonBundle } from '../python/bundle'
import { Snapshot, type Say } from '../python/snapshot'

export interface UtilityEntry {
  /** The bundle that runs first. */
  readonly file: string
  readonly words: readonly string[]
  /** Resolves when there is what the processes start with. */
  prepared?(): Promise<void>
}

/**
 * In a package the bundle lies in an archive, where nothing can be kept beside it: there the word is the file in the
 * user's folder that has its compiled code. A package is known by its executable, as files of an archive have no times.
 */
export function utilityEntry(): UtilityEntry {
  const file = fileURLToPath(new URL('../preload/boot.cjs', import.meta.url))
  if (!app.isPackaged) return { file, words: [] }
  const made = statSync(process.execPath).mtimeMs
  return { file, words: [path.join(app.getPath('userData'), `utility-${made}-${process.versions.v8}.cache`)] }
}

export function pythonEntry(say: Say): UtilityEntry {
  // Its name costs reading a bundle, which a run of TypeScript does not need.
  let known: Snapshot | undefined
  const snapshot = () => (known ??= new Snapshot(say))
  return {
    file: pythonBundle('process'),
    get words() {
      return [snapshot().file]
    },
    prepared: () => snapshot().made(),
  }
}
