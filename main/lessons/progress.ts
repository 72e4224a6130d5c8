/** What the user has done of the lessons, in a file of JSON in the data folder; a damaged file is kept aside. */
import { readFile, rename } from 'node:fs/promises'
import * as v from 'valibot'
import type { Lesson, LessonProgress, Prediction, Verdict } from '../../protocol/lesson'
import { texts } from '../../texts/main'
import { asideOf } from '../damaged-file'
import { writeAtomically } from '../atomic-file'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const instant = v.pipe(v.string(), v.isoTimestamp())

const shape = v.object({
  version: v.literal(1),
  lessons: v.array(
    v.object({
      lesson: v.string(),
      predicted: v.nullable(v.object({ choice: count, right: v.boolean(), at: instant })),
      attempts: count,
      passedAt: v.nullable(instant),
    }),
  ),
})

export class Progress {
  /** What to tell the user once, or `null`. */
  readonly notice: string | null
  private readonly file: string
  private readonly lessons: Map<string, LessonProgress>
  /** The last word on each check of a lesson, in this session. */
  private readonly verdicts = new Map<string, readonly (Verdict | null)[]>()
  private writing: Promise<void> = Promise.resolve()

  private constructor(file: string, lessons: readonly LessonProgress[], notice: string | null) {
    this.file = file
    this.lessons = new Map(lessons.map((one) => [one.lesson, one]))
    this.notice = notice
  }

  static async read(file: string): Promise<Progress> {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      return error.code === 'ENOENT' ? null : ''
    })
    if (text === null) return new Progress(file, [], null)
    try {
      return new Progress(file, v.parse(shape, JSON.parse(text)).lessons, null)
    } catch {
      const aside = asideOf(file)
      await rename(file, aside).catch(() => undefined)
      return new Progress(file, [], texts.lessonFaults.progressAside(aside))
    }
  }

  get all(): readonly LessonProgress[] {
    return [...this.lessons.values()].sort((a, b) => (a.lesson < b.lesson ? -1 : 1))
  }

  of(lesson: string): LessonProgress {
    return this.lessons.get(lesson) ?? { lesson, predicted: null, attempts: 0, passedAt: null }
  }

  /** The first choice counts. @throws Error for a choice that there is not */
  async predict(lesson: string, { choices }: Prediction, choice: number): Promise<LessonProgress> {
    const chosen = choices[choice]
    if (chosen === undefined) throw new Error(texts.lessonFaults.noChoice(lesson, choice + 1))
    const predicted = this.of(lesson).predicted ?? { choice, right: chosen.right, at: new Date().toISOString() }
    return this.change({ ...this.of(lesson), predicted })
  }

  /**
   * A run or a comparison was judged: a lesson is passed when the last word on each of its checks is that it passes. Where
   * it asks for a prediction, this counts only once that was made.
   * @param verdicts `null` for checks that it says nothing about
   */
  async judged(
    { id, prediction }: Pick<Lesson, 'id' | 'prediction'>,
    verdicts: readonly (Verdict | null)[],
  ): Promise<LessonProgress> {
    const before = this.verdicts.get(id) ?? []
    const last = verdicts.map((verdict, i) => verdict ?? before[i] ?? null)
    this.verdicts.set(id, last)
    const { attempts, passedAt, ...rest } = this.of(id)
    const isPassed =
      last.every((verdict) => verdict?.passed === true) && (prediction === null || rest.predicted !== null)
    const now = new Date().toISOString()
    return this.change({ ...rest, attempts: attempts + 1, passedAt: passedAt ?? (isPassed ? now : null) })
  }

  /** Forgets one lesson, or (`null`) all. */
  async reset(lesson: string | null): Promise<readonly LessonProgress[]> {
    if (lesson === null) this.lessons.clear()
    else this.lessons.delete(lesson)
    for (const one of lesson === null ? this.verdicts.keys() : [lesson]) this.verdicts.delete(one)
    await this.write()
    return this.all
  }

  private async change(progress: LessonProgress): Promise<LessonProgress> {
    this.lessons.set(progress.lesson, progress)
    await this.write()
    return progress
  }

  /** One after another, each whole or not at all. */
  private async write(): Promise<void> {
    const text = `${JSON.stringify({ version: 1, lessons: this.all }, null, 2)}\n`
    this.writing = this.writing.catch(() => undefined).then(() => writeAtomically(this.file, text))
    await this.writing
  }
}
