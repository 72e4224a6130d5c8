/** A script on disk, compiled for a run in the terminal. */
import path from 'node:path'
import type { CompiledScript } from '../../protocol/compiled'
import type { ScriptSource } from '../../protocol/history'
import { compileScript } from '../compile'
import { readScript } from '../script-text'
import { complaint } from './complaint'
import { UsageError } from './options'

/**
 * Reads and compiles it; what the compile step complains of goes to stderr.
 * @param shown the path as the user wrote it
 * @returns `null` when it does not compile
 * @throws UsageError when it cannot be read
 */
export async function compileFile(
  shown: string,
): Promise<{ readonly script: CompiledScript; readonly source: ScriptSource } | null> {
  const file = path.resolve(shown)
  const text = await readScript(file, shown).catch((error: Error) => {
    throw new UsageError(error.message)
  })
  const script = await compileText(file, text)
  return script === null ? null : { script, source: { text, path: file, example: null } }
}

/** What the compile step complains of goes to stderr. @returns `null` when it does not compile */
export async function compileText(file: string, text: string): Promise<CompiledScript | null> {
  const result = await compileScript({ file, text })
  const complaints = result.ok ? result.warnings : result.errors
  for (const diagnostic of complaints) process.stderr.write(`${await complaint(diagnostic, file, text)}\n`)
  return result.ok ? result.script : null
}
