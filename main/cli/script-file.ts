/** Reads a script from disk, with a sentence for what can be wrong with it. */
import { readFile } from 'node:fs/promises'
import { UsageError } from './options'

const MOST_BYTES = 5 * 1024 * 1024

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
