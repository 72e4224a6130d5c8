/** A script on disk, with a sentence for what can be wrong with it. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CompiledScript } from '../../protocol/compiled'
import type { ScriptSource } from '../../protocol/history'
import { compileScript } from '../compile'
import { complaint } from './complaint'
import { UsageError } from './options'

const MOST_BYTES = 5 * 1024 * 1024

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
  const text = await readScript(file, shown)
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

/** @param shown the path as the user wrote it. @throws UsageError */
export async function readScript(file: string, shown: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'it may not be read',
    }
    throw new UsageError(`${shown}: ${reasons[error.code ?? ''] ?? error.message}`)
  })
  if (bytes.length > MOST_BYTES) throw new UsageError(`${shown}: it is larger than 5 MB; is it a script?`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`${shown}: it is not UTF-8 text`)
  }
}
