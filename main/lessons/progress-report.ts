/** What a user has done of the lessons, for a teacher: a table, or a page that needs nothing else to be read. */
import type { LessonInfo, LessonProgress } from '../../protocol/lesson'
import { escaped } from '../../figures/svg'
import { texts } from '../../texts/main'
import { csv } from '../export/csv'
import { whenText } from '../report/facts'
import { framed } from '../report/frame'
import { paragraph, table } from '../report/markup'

const words = texts.lessons.report

/** A row for each lesson that was begun. */
export function progressCsv(progress: readonly LessonProgress[], lessons: readonly LessonInfo[]): string {
  const rows = rowsOf(progress, lessons).map(({ id, title, predicted, attempts, passedAt }) => {
    return [id, title, predicted, attempts, passedAt]
  })
  return csv(['lesson', 'title', 'predicted_right', 'attempts', 'passed_at'], rows)
}

/** @param name of whom it is, may be `''` @param now ISO 8601 */
export function progressPage(
  progress: readonly LessonProgress[],
  lessons: readonly LessonInfo[],
  name: string,
  now = new Date().toISOString(),
): string {
  const rows = rowsOf(progress, lessons)
  const title = words.title(name.trim())
  const passed = rows.filter(({ passedAt }) => passedAt !== null).length
  const lines = rows.map(({ title: of, predicted, attempts, passedAt }) => [
    of,
    predicted === null ? '' : predicted ? words.right : words.wrong,
    String(attempts),
    passedAt === null ? '' : whenText(passedAt),
  ])
  const body = [
    `<h1>${escaped(title)}</h1>`,
    `<p class="file">${escaped(whenText(now))}</p>`,
    paragraph(words.passed(passed, lessons.length)),
    table(words.caption, words.columns, lines),
  ]
  return framed(title, body.join('\n'))
}

/** The lessons that are here in their order, then those that were begun and are here no more. */
function rowsOf(progress: readonly LessonProgress[], lessons: readonly LessonInfo[]) {
  const titles = new Map(lessons.map(({ id, title }, at) => [id, { title, at }]))
  return [...progress]
    .sort((a, b) => (titles.get(a.lesson)?.at ?? Infinity) - (titles.get(b.lesson)?.at ?? Infinity) || 0)
    .map(({ lesson: id, predicted, attempts, passedAt }) => {
      return { id, title: titles.get(id)?.title ?? id, predicted: predicted?.right ?? null, attempts, passedAt }
    })
}
