/** The script of a lesson is an example by the name of `lessons/ID.ts`, one in Python by that of `lessons/ID.py`. */
import type { Language } from '../../protocol/language'

const FOLDER = 'lessons/'

export function exampleOf(lesson: string, language: Language): string {
  return `${FOLDER}${lesson}${language === 'python' ? '.py' : '.ts'}`
}

/** The lesson whose script an example is, `null` for others. */
export function lessonOf(example: string | null): string | null {
  return example?.startsWith(FOLDER) ? example.slice(FOLDER.length).replace(/\.(ts|py)$/, '') : null
}
