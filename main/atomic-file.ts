/** Writes a file whole or not at all: beside it first, then in its place. */
import { chmod, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { texts } from '../texts/main'

let serial = 0

/** Keeps the mode of a file that is there, and the link that leads to it. */
export async function writeAtomically(file: string, data: string | Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const target = await realpath(file).catch(() => file)
  const mode = await stat(target).then(
    (found) => found.mode & 0o7777,
    () => undefined,
  )
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}-${++serial}.tmp`)
  try {
    await writeFile(beside, data)
    if (mode !== undefined) await chmod(beside, mode)
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Why the system does not let a file be written, in words that end a sentence. */
export function whyNotWritten({ code, message }: NodeJS.ErrnoException): string {
  return texts.notices.notWritten[code ?? ''] ?? message
}
