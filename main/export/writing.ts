/** Exported files on the disk. */
import path from 'node:path'
import { texts } from '../../texts/main'
import { whyNotWritten, writeAtomically } from '../atomic-file'
import type { ExportedFile } from '.'

/** A file could not be written, and why: a sentence for the user. */
export class NotWritten extends Error {
  override name = 'NotWritten'
}

/** Whole or not at all. @returns the path written @throws NotWritten */
export async function writeExported(target: string, data: ExportedFile['data']): Promise<string> {
  const file = path.resolve(target)
  try {
    await writeAtomically(file, data)
    return file
  } catch (error) {
    const why = whyNotWritten(error as NodeJS.ErrnoException)
    throw new NotWritten(texts.exporting.notWritten(file, why), { cause: error })
  }
}

/** Each under its own name. @returns the paths written @throws NotWritten */
export async function writeInto(folder: string, files: readonly ExportedFile[]): Promise<string[]> {
  const written: string[] = []
  for (const { name, data } of files) written.push(await writeExported(path.join(folder, name), data))
  return written
}
