/** A lesson's folder that the user drops on the window is copied beside the user's own. */
import { copyFile, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { texts } from '../../texts/main'
import { filesIn, readLesson } from './reading'

const words = texts.lessonFaults

/**
 * @param own the folder of the user's lessons
 * @returns the lesson's name there
 * @throws Error when it is malformed, or another lesson has its name
 */
export async function addLesson(folder: string, own: string): Promise<string> {
  const name = path.basename(folder)
  const target = path.join(own, name)
  if (target === folder) return name
  const reading = await readLesson(folder, name, 'own')
  if (!reading.ok) {
    const problems = reading.problems.map(
      ({ file, line, message }) => `${file}${line === null ? '' : `:${line}`} ${message}`,
    )
    throw new Error(words.notAdded(folder, problems))
  }
  await mkdir(own, { recursive: true })
  await mkdir(target).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new Error(words.isThere(name, target)) : error
  })
  try {
    for (const file of await filesIn(folder)) await copyFile(path.join(folder, file), path.join(target, file))
  } catch (error) {
    await rm(target, { recursive: true, force: true })
    throw error
  }
  return name
}
