/** The text of a script on disk, with a sentence for what can be wrong with it. */
import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import { texts } from '../texts/main'

const words = texts.commandLine
const MOST_BYTES = 5 * 1024 * 1024
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: words.script.missing,
  ENOTDIR: words.script.missing,
  EACCES: words.script.forbidden,
}

/** @param shown the path as the user wrote it. @throws Error that says why it is no script */
export async function readScript(file: string, shown: string): Promise<string> {
  const bytes = await readFew(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(words.refused.script(shown, REASONS[error.code ?? ''] ?? error.message))
  })
  // A byte of zero is valid UTF-8, and in no script.
  if (isUtf8(bytes) && !bytes.includes(0)) return new TextDecoder().decode(bytes)
  throw new Error(words.refused.script(shown, words.script.noText))
}

/** Without reading what is too much, or never ends. */
async function readFew(file: string): Promise<Buffer> {
  const found = await stat(file)
  if (found.isDirectory()) throw new Error(words.script.folder)
  if (!found.isFile() && !found.isFIFO()) throw new Error(words.script.noFile)
  if (found.size > MOST_BYTES) throw new Error(words.script.large)
  return readFile(file)
}
