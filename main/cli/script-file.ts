/** A script on disk, with a sentence for what can be wrong with it. */
import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { CompiledScript } from '../../protocol/compiled'
import type { ScriptSource } from '../../protocol/history'
import { texts } from '../../texts/main'
import { compileScript } from '../compile'
import { complaint } from './complaint'
import { UsageError } from './options'

const words = texts.commandLine
const MOST_BYTES = 5 * 1024 * 1024
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: words.script.missing,
  ENOTDIR: words.script.missing,
  EACCES: words.script.forbidden,
}

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
  const bytes = await readFew(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(words.refused.script(shown, REASONS[error.code ?? ''] ?? error.message))
  })
  // A byte of zero is valid UTF-8, and in no script.
  if (isUtf8(bytes) && !bytes.includes(0)) return new TextDecoder().decode(bytes)
  throw new UsageError(words.refused.script(shown, words.script.noText))
}

/** Without reading what is too much, or never ends. */
async function readFew(file: string): Promise<Buffer> {
  const found = await stat(file)
  if (found.isDirectory()) throw new Error(words.script.folder)
  if (!found.isFile() && !found.isFIFO()) throw new Error(words.script.noFile)
  if (found.size > MOST_BYTES) throw new Error(words.script.large)
  return readFile(file)
}
