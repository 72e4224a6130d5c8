/** What the page's commands for lessons do. */
import type { BrowserWindow } from 'electron'
import type { Settings } from '../../protocol/settings'
import { writeExported } from '../export/writing'
import type { Lessons } from '../lessons/lessons'
import { progressCsv, progressPage } from '../lessons/progress-report'
import type { Handlers } from './commands'
import { askForLessonsFolder, askWhereToExport } from './dialogs'
import type { Opening } from './opening'

type LessonCommand =
  | 'listLessons'
  | 'openLesson'
  | 'predictLesson'
  | 'judgeLesson'
  | 'exportProgress'
  | 'resetProgress'
  | 'chooseLessonsFolder'

interface Parts {
  readonly window: BrowserWindow
  readonly lessons: Lessons
  readonly opening: Opening
  readonly setFolder: (folder: string) => Promise<Settings>
}

export function lessonHandlers({ window, lessons, opening, setFolder }: Parts): Pick<Handlers, LessonCommand> {
  return {
    listLessons: () => lessons.list(),
    async openLesson({ id }) {
      const opened = await lessons.read(id)
      opening.show(async () => (await lessons.read(id)).document)
      return opened
    },
    predictLesson: ({ lesson, choice }) => lessons.predict(lesson, choice),
    judgeLesson: ({ lesson, of }) => lessons.judge(lesson, of),
    async exportProgress({ name, format }) {
      const { lessons: known, progress } = await lessons.list()
      const text = format === 'csv' ? progressCsv(progress, known) : progressPage(progress, known, name)
      const file = await askWhereToExport(window, `lessons.${format}`)
      return file === null ? null : writeExported(file, text)
    },
    resetProgress: ({ lesson }) => lessons.progress.reset(lesson),
    async chooseLessonsFolder() {
      const folder = await askForLessonsFolder(window)
      return folder === null ? null : setFolder(folder)
    },
  }
}
