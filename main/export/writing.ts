/** Exported files on the disk. */
import path from 'node:path'
import { writeAtomically } from '../atomic-file'
import type { ExportedFile } from '.'

/** A file could not be written, and why: a sentence for the user. */
export class NotWritten extends Error {
  override name = 'NotWritten'
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EACCES: 'there is no permission to write there',
  EPERM: 'there is no permission to write there',
  EROFS: 'the disk can only be read',
  EISDIR: 'a folder has that name',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  ENAMETOOLONG: 'the name is too long',
}

/** Whole or not at all. @returns the path written @throws NotWritten */
export async function writeExported(target: string, data: ExportedFile['data']): Promise<string> {
  const file = path.resolve(target)
  try {
    await writeAtomically(file, data)
    return file
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new NotWritten(`${file} was not written: ${REASONS[code] ?? message}.`, { cause: error })
  }
}

/** Each under its own name. @returns the paths written @throws NotWritten */
export async function writeInto(folder: string, files: readonly ExportedFile[]): Promise<string[]> {
  const written: string[] = []
  for (const { name, data } of files) written.push(await writeExported(path.join(folder, name), data))
  return written
}
