/** Reads a folder that is to be a lesson. Nothing is thrown: what is wrong with it is told, line by line. */
import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Lesson, LessonProblem, LessonSource } from '../../protocol/lesson'
import type { Language } from '../../protocol/language'
import { texts } from '../../texts/main'
import { usesOf } from '../library-names'

const PAGE = 'lesson.md'
/** By the language of the lesson, which its script's name says. */
export const LESSON_FILES = {
  typescript: { script: 'script.ts', solution: 'solution.ts' },
  python: { script: 'script.py', solution: 'solution.py' },
} as const satisfies Record<Language, { readonly script: string; readonly solution: string }>

const words = texts.lessonFaults.file
const MOST_KIBIBYTES = 256

export interface ReadLesson {
  readonly lesson: Lesson
  /** Absolute path of its folder. */
  readonly folder: string
  readonly script: string
  /** With which every check passes, where the script as it stands fails one. */
  readonly solution: string | null
  /** The same in Python, where there is one. */
  readonly twin: string | null
}

export type Reading =
  ({ readonly ok: true } & ReadLesson) | { readonly ok: false; readonly problems: readonly LessonProblem[] }

/** @param id of the lesson that it is to be */
export async function readLesson(folder: string, id: string, source: LessonSource): Promise<Reading> {
  const problems: LessonProblem[] = []
  const read = async (file: string): Promise<string | null> => {
    const { text, fault } = await readText(path.join(folder, file))
    if (fault !== null) problems.push({ file, line: null, message: fault })
    return text
  }
  const isThere = (file: string) => isFile(path.join(folder, file))
  const page = await read(PAGE)
  const { typescript, python } = LESSON_FILES
  const hasPython = await isThere(python.script)
  // Beside a script in TypeScript the one in Python is its twin.
  const language: Language = hasPython && !(await isThere(typescript.script)) ? 'python' : 'typescript'
  const files = LESSON_FILES[language]
  const script = await read(files.script)
  const solution = (await isThere(files.solution)) ? await read(files.solution) : null
  const twin = hasPython && language === 'typescript' ? await read(python.script) : null
  // Only here: the parser of YAML is a third of all that main would load at its start.
  const { partLesson } = await import('./front-matter')
  const parted = page === null ? null : partLesson(page, PAGE)
  if (parted?.ok === false) problems.push(...parted.problems)
  if (parted?.ok !== true || script === null || problems.length > 0) return { ok: false, problems }
  const { front, text } = parted
  const lesson = { id, source, language, ...front, text, uses: usesOf(script), hasTwin: twin !== null }
  return { ok: true, lesson, folder, script, solution, twin }
}

/** Whether somebody means it to be one: it holds the page or a script. */
export async function isLessonFolder(folder: string): Promise<boolean> {
  const names = [PAGE, ...Object.values(LESSON_FILES).map(({ script }) => script)]
  return (await Promise.all(names.map((name) => isFile(path.join(folder, name))))).includes(true)
}

/** The names of those of its files that belong to the lesson. */
export async function filesIn(folder: string): Promise<string[]> {
  const names = [PAGE, ...Object.values(LESSON_FILES).flatMap((files) => Object.values(files))]
  const isThere = await Promise.all(names.map((name) => isFile(path.join(folder, name))))
  return names.filter((_, i) => isThere[i])
}

function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  )
}

/** The text of a small file of UTF-8, or what is wrong with it. */
async function readText(
  file: string,
): Promise<{ readonly text: string; readonly fault: null } | { readonly text: null; readonly fault: string }> {
  const fault = (sentence: string) => ({ text: null, fault: sentence })
  try {
    const handle = await open(file)
    try {
      const found = await handle.stat()
      if (found.isDirectory()) return fault(words.folder)
      if (!found.isFile()) return fault(words.noFile)
      // One byte more than may be there, whatever the system says of its size.
      const buffer = Buffer.alloc(MOST_KIBIBYTES * 1024 + 1)
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
      if (bytesRead === buffer.length) return fault(words.large(MOST_KIBIBYTES))
      const bytes = buffer.subarray(0, bytesRead)
      if (bytes.includes(0)) return fault(words.binary)
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), fault: null }
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof TypeError) return fault(words.noText)
    const reasons: Record<string, string> = {
      ENOENT: words.missing,
      EACCES: words.forbidden,
      ENOTDIR: words.inFile,
    }
    return fault(reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message)
  }
}
