/** What all windows share of the lessons: the lessons themselves, what was tried for them, and what the user has done. */
import path from 'node:path'
import { judge } from '../../analysis/lessons'
import { exampleOf, lessonOf } from '../../analysis/lessons/example'
import type { Lesson, LessonJudgement, LessonList, LessonProgress, OpenedLesson } from '../../protocol/lesson'
import type { OpenDocument } from '../../protocol/lab'
import { texts } from '../../texts/main'
import { addLesson } from './adding'
import { lessonPlaces, ownLessons } from './places'
import { Progress } from './progress'
import { LessonShelf } from './shelf'
import { Trials } from './trials'

export class Lessons {
  readonly trials = new Trials()
  readonly progress: Progress
  private readonly shelf: LessonShelf

  private constructor(progress: Progress, sharedFolder: () => string | null) {
    this.progress = progress
    this.shelf = new LessonShelf(() => lessonPlaces(sharedFolder()))
  }

  /** @param folder of the user's data @param sharedFolder as it is set */
  static async open(folder: string, sharedFolder: () => string | null): Promise<Lessons> {
    return new Lessons(await Progress.read(path.join(folder, 'progress.json')), sharedFolder)
  }

  async list(): Promise<LessonList> {
    return { ...(await this.shelf.list()), progress: this.progress.all }
  }

  /** @throws Error when there is none such, or it is malformed */
  async read(id: string): Promise<OpenedLesson> {
    const { lesson, script } = await this.shelf.read(id)
    return { lesson, document: documentOf(lesson, script) }
  }

  /** Copies a lesson's folder beside the user's own, and opens it. @throws Error when it is malformed, or there is one of its name */
  async add(folder: string): Promise<OpenedLesson> {
    return this.read(`own/${await addLesson(folder, ownLessons())}`)
  }

  /** @throws Error */
  async predict(id: string, choice: number): Promise<LessonProgress> {
    const { lesson } = await this.shelf.read(id)
    if (lesson.prediction === null) throw new Error(texts.lessonFaults.noPrediction(id))
    return this.progress.predict(id, lesson.prediction, choice)
  }

  /** @throws Error while nothing that was started for it has ended */
  async judge(id: string, what: 'run' | 'comparison'): Promise<LessonJudgement> {
    const evidence = this.trials.of(id, what)
    const { lesson } = await this.shelf.read(id)
    const verdicts = judge(lesson.checks, evidence)
    return { verdicts, progress: await this.progress.judged(lesson, verdicts) }
  }

  /** The script of a lesson by its example's name, `null` for other examples. @throws Error when there is none such */
  async documentOf(example: string): Promise<OpenDocument | null> {
    const id = lessonOf(example)
    return id === null ? null : (await this.read(id)).document
  }

  /** The Python twin of that script, `null` where there is none. @throws Error when there is no such lesson */
  async twinOf(example: string): Promise<string | null> {
    const id = lessonOf(example)
    return id === null ? null : (await this.shelf.read(id)).twin
  }

  /** Where an example stands for the compiler if it is the script of a lesson, else `null`; need not exist. */
  placeOf(example: string): string | null {
    const id = lessonOf(example)
    const folder = id === null ? null : this.shelf.folderOf(id)
    return folder === null ? null : path.join(folder, path.basename(example))
  }
}

function documentOf({ id, language }: Lesson, text: string): OpenDocument {
  const example = exampleOf(id, language)
  return { path: null, example, lesson: id, name: path.posix.basename(example), text }
}
