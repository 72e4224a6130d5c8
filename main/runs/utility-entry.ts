/** How every utility process is started. */
import { statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import type { Language } from '../../protocol/language'

export interface UtilityEntry {
  /** The bundled `utility/boot.ts`. */
  readonly file: string
  readonly words: readonly string[]
}

/**
 * In a package the bundle lies in an archive, where nothing can be kept beside it: there the word is the file in the
 * user's folder that has its compiled code. A package is known by its executable, as files of an archive have no times.
 */
export function utilityEntry(language: Language): UtilityEntry {
  if (language === 'python') return { file: bundled('python'), words: [] }
  const file = bundled('boot')
  if (!app.isPackaged) return { file, words: [] }
  const made = statSync(process.execPath).mtimeMs
  return { file, words: [path.join(app.getPath('userData'), `utility-${made}-${process.versions.v8}.cache`)] }
}

function bundled(name: 'boot' | 'python'): string {
  return fileURLToPath(new URL(`../preload/${name}.cjs`, import.meta.url))
}
