/** The lessons that there are, the one that is open beside the editor, and what its checks have found. */
import type { Lesson, LessonFault, LessonInfo, LessonJudgement, LessonProgress, Verdict } from '../../protocol/lesson'
import { texts } from '../../texts'
import { command, on } from '../lab/client'
import type { LabState } from './lab-state.svelte'

type Lab = Pick<LabState, 'attempt' | 'replacing' | 'say' | 'script' | 'twin' | 'editor'>

export class LessonsState {
  list = $state.raw<readonly LessonInfo[]>([])
  /** Folders that are no lessons, and why. */
  faults = $state.raw<readonly LessonFault[]>([])
  progress = $state.raw<readonly LessonProgress[]>([])
  /** The one whose page is shown, or was before the pane was closed. */
  lesson = $state.raw<Lesson | null>(null)
  isShown = $state.raw(false)
  /** The last word on each check in this session; `null` before. */
  verdicts = $state.raw<readonly (Verdict | null)[]>([])
  /** Runs of the open lesson that were judged since it was opened. */
  judged = $state.raw(0)
  readonly current = $derived(this.progressOf(this.lesson?.id ?? ''))
  readonly previous = $derived(this.beside(-1))
  readonly next = $derived(this.beside(1))
  /** Who opens the page begins to read at its title. */
  wantsFocus = false
  private readonly lab: Lab
  /** For which lesson the present run, or comparison, was started. */
  private readonly started: { run: string | null; comparison: string | null } = { run: null, comparison: null }

  constructor(lab: Lab) {
    this.lab = lab
    on('run-state', ({ outcome }) => outcome !== null && this.ended('run'))
    on('sweep-event', ({ type }) => type === 'sweep-ended' && this.ended('comparison'))
  }

  progressOf(id: string): LessonProgress | null {
    return this.progress.find(({ lesson }) => lesson === id) ?? null
  }

  /** Looks at every folder anew. */
  async load(): Promise<void> {
    await this.lab.attempt(async () => {
      const { lessons, faults, progress } = await command('listLessons', null)
      this.list = lessons
      this.faults = faults
      this.progress = progress
    })
  }

  /** Shows a lesson and its script, after asking about changes that are not saved. @param isBeside with the twin */
  open(id: string, isBeside = false): void {
    this.lab.replacing(async () => {
      const { lesson, document } = await command('openLesson', { id })
      this.lab.script.show(document)
      if (isBeside) this.lab.twin.isWanted = true
      this.wantsFocus = true
      this.show(lesson)
    })
  }

  /** At the start: shows the page of the lesson whose script is in the editor, if it is that of one. */
  async resume(): Promise<void> {
    const id = this.lab.script.lesson
    if (id === null) return
    await this.lab.attempt(async () => this.show((await command('openLesson', { id })).lesson))
  }

  /** The script as the lesson brings it, and no verdicts. */
  startOver(): void {
    if (this.lesson !== null) this.open(this.lesson.id)
  }

  /** Shows the page or hides it; without a lesson the first that is not passed is opened. */
  async toggle(): Promise<void> {
    if (this.lesson !== null) {
      this.isShown = !this.isShown
      if (this.isShown) this.wantsFocus = true
      else this.lab.editor?.focus()
      return
    }
    await this.load()
    const due = this.list.find(({ id }) => this.progressOf(id)?.passedAt == null) ?? this.list[0]
    if (due === undefined) this.lab.say(texts.lessons.none)
    else this.open(due.id)
  }

  /** A run, or a comparison, begins. @param lesson whose script it is of; `null` for other scripts */
  began(what: 'run' | 'comparison', lesson: string | null): void {
    this.started[what] = lesson
  }

  async predict(choice: number): Promise<void> {
    const id = this.lesson?.id
    if (id === undefined) return
    await this.lab.attempt(async () => this.note(await command('predictLesson', { lesson: id, choice })))
  }

  /** Forgets what was done of one lesson, or (`null`) of all. */
  async reset(lesson: string | null): Promise<void> {
    await this.lab.attempt(async () => {
      this.progress = await command('resetProgress', { lesson })
      if (lesson === null || lesson === this.lesson?.id) this.forget()
    })
  }

  private show(lesson: Lesson): void {
    this.lesson = lesson
    this.isShown = true
    this.forget()
    if (!this.list.some(({ id }) => id === lesson.id)) void this.load()
  }

  private forget(): void {
    this.verdicts = this.lesson?.checks.map(() => null) ?? []
    this.judged = 0
  }

  private ended(what: 'run' | 'comparison'): void {
    const lesson = this.started[what]
    this.started[what] = null
    if (lesson !== null)
      void this.lab.attempt(async () => this.take(await command('judgeLesson', { lesson, of: what })))
  }

  private take({ verdicts, progress }: LessonJudgement): void {
    this.note(progress)
    if (progress.lesson !== this.lesson?.id) return
    this.verdicts = verdicts.map((verdict, i) => verdict ?? this.verdicts[i] ?? null)
    this.judged++
  }

  private note(progress: LessonProgress): void {
    this.progress = [...this.progress.filter(({ lesson }) => lesson !== progress.lesson), progress]
  }

  private beside(step: number): LessonInfo | null {
    const at = this.list.findIndex(({ id }) => id === this.lesson?.id)
    return at < 0 ? null : (this.list[at + step] ?? null)
  }
}
