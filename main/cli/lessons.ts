/** `parallab lessons`: the lessons in the terminal. */
import path from 'node:path'
import { app } from 'electron'
import type { LessonProblem } from '../../protocol/lesson'
import { texts } from '../../texts/main'
import { writeExported } from '../export/writing'
import { lessonPlaces } from '../lessons/places'
import { Progress } from '../lessons/progress'
import { progressCsv } from '../lessons/progress-report'
import { LESSON_FILES, readLesson, type ReadLesson } from '../lessons/reading'
import { LessonShelf } from '../lessons/shelf'
import { SettingsFile } from '../settings'
import { compileText } from './script-file'
import { runLessons } from './lessons-run'
import { LESSONS_USAGE, type LessonsAct } from './lessons-options'
import { say } from './say'

const words = texts.lessonCommands

/** @returns the exit code. @throws UsageError */
export async function lessonsCommand(act: LessonsAct): Promise<number> {
  switch (act.verb) {
    case 'help':
      return print(`${LESSONS_USAGE}\n`)
    case 'list':
      return list()
    case 'check':
      return (await checkAll(act.folders)).length === act.folders.length ? 0 : 1
    case 'run': {
      const read = await checkAll(act.folders)
      return read.length === act.folders.length ? runLessons(read, act) : 1
    }
    case 'progress':
      return tellProgress(act.csv)
  }
}

async function list(): Promise<number> {
  const shelf = await openShelf()
  const { lessons, faults } = await shelf.list()
  const wide = Math.max(0, ...lessons.map(({ id }) => id.length))
  for (const { id, title, minutes } of lessons) await print(`${id.padEnd(wide)}  ${words.listed(title, minutes)}\n`)
  for (const { folder, problems } of faults) await print(problemText(folder, problems))
  if (lessons.length + faults.length === 0) await print(`${texts.lessons.none}\n`)
  return faults.length === 0 ? 0 : 1
}

/** @returns those that are lessons */
async function checkAll(folders: readonly string[]): Promise<readonly ReadLesson[]> {
  const lessons: ReadLesson[] = []
  for (const folder of folders) {
    const read = await check(folder)
    if (read !== null) lessons.push(read)
  }
  return lessons
}

/** Says what is wrong with it. @returns `null` when it is no lesson */
async function check(shown: string): Promise<ReadLesson | null> {
  const folder = path.resolve(shown)
  const reading = await readLesson(folder, path.basename(folder), 'own')
  if (!reading.ok) {
    await print(problemText(shown, reading.problems))
    return null
  }
  const { lesson, script, solution } = reading
  const files = LESSON_FILES[lesson.language]
  const scripts = { [files.script]: script, ...(solution === null ? {} : { [files.solution]: solution }) }
  for (const [file, text] of Object.entries(scripts))
    if ((await compileText(path.join(folder, file), text)) === null) return null
  const { id, title, checks, prediction } = lesson
  await print(`${words.right(id, title, checks.length, prediction !== null)}\n`)
  return reading
}

function problemText(folder: string, problems: readonly LessonProblem[]): string {
  return problems
    .map(({ file, line, message }) => {
      const place = path.isAbsolute(file) ? file : path.join(folder, file)
      return `${place}${line === null ? '' : `:${line}`}: ${message}\n`
    })
    .join('')
}

async function tellProgress(csv: string | null): Promise<number> {
  const progress = await Progress.read(path.join(app.getPath('userData'), 'progress.json'))
  if (progress.notice !== null) say(progress.notice)
  const { lessons } = await (await openShelf()).list()
  const table = progressCsv(progress.all, lessons)
  if (csv === '-') return print(table)
  if (csv !== null) return print(`${await writeExported(csv, table)}\n`)
  const titles = new Map(lessons.map(({ id, title }) => [id, title]))
  for (const { lesson, attempts, passedAt } of progress.all)
    await print(
      `${lesson}  ${titles.get(lesson) ?? ''}  ${passedAt === null ? words.tried(attempts) : words.passedAt(passedAt)}\n`,
    )
  return 0
}

async function openShelf(): Promise<LessonShelf> {
  const settings = await SettingsFile.read(path.join(app.getPath('userData'), 'settings.json'))
  if (settings.notice !== null) say(settings.notice)
  return new LessonShelf(() => lessonPlaces(settings.current.lessonsFolder))
}

/** Resolves when the terminal or pipe has it. */
function print(text: string): Promise<number> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve(0)))
}
