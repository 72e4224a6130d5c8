/** What all windows share: settings, history, the lab itself, and whose turn it is to run. */
import os from 'node:os'
import path from 'node:path'
import { nativeTheme } from 'electron'
import type { Events } from '../../protocol/lab'
import type { RunLimits } from '../../protocol/limits'
import type { Settings } from '../../protocol/settings'
import { texts } from '../../texts/main'
import { openHistory } from '../history'
import type { History } from '../history/history'
import { Lab } from '../lab'
import { Lessons } from '../lessons/lessons'
import { resourceFolder } from '../resources'
import { SettingsFile } from '../settings'
import { Documents } from './documents'
import type { Page } from './page'
import { Session } from './session'
import { Turn } from './turn'

export class Application {
  readonly folder: string
  readonly settings: SettingsFile
  /** `null` where it could not be opened. */
  readonly history: History | null
  /** Why there is none, in a sentence. */
  readonly withoutHistory: string
  readonly lab = new Lab('pipe', (text, progress) => {
    this.tell('preparing', { text: progress === 'going' ? text : null })
    if (progress === 'failed') this.tell('notice', { text })
  })
  readonly turn = new Turn()
  readonly documents: Documents
  readonly lessons: Lessons
  readonly session: Session
  /** Of the windows that are open. */
  readonly pages = new Set<Page>()
  /** To be said by the first window, once it is there. */
  readonly notices: string[]
  /** Called when settings or the list of files opened last have changed. */
  settingsChanged: () => void = () => undefined

  private constructor(
    folder: string,
    settings: SettingsFile,
    history: History | null,
    lessons: Lessons,
    notices: readonly string[],
    ofHistory: readonly string[],
  ) {
    this.folder = folder
    this.settings = settings
    this.history = history
    this.lessons = lessons
    this.withoutHistory = history === null ? ofHistory.join(' ') : ''
    this.notices = [
      ...[settings.notice, lessons.progress.notice].filter((text) => text !== null),
      ...notices,
      ...ofHistory,
    ]
    this.documents = new Documents(
      { examples: resourceFolder('examples'), scratch: path.join(folder, 'scratch') },
      settings,
      lessons,
    )
    this.session = new Session(folder)
    this.lab.keepIn(history)
    nativeTheme.themeSource = systemTheme(settings.current.theme)
    nativeTheme.on('updated', () => this.tell('system-theme', { dark: nativeTheme.shouldUseDarkColors }))
    this.turn.changed = () => {
      for (const page of this.pages) page.send('work-elsewhere', { work: this.turn.beside(page) })
      this.warmUp()
    }
  }

  /** @param notices to be said by the first window */
  static async open(folder: string, notices: readonly string[]): Promise<Application> {
    const early = [...notices]
    const ofHistory: string[] = []
    let say = (text: string): void => void early.push(text)
    let sayOfHistory = (text: string): void => void ofHistory.push(text)
    let changed: () => void = () => undefined
    // None waits for another: the window stands the sooner.
    const reading = SettingsFile.read(path.join(folder, 'settings.json'), (why) =>
      say(texts.notices.settingsNotKept(why)),
    )
    const [settings, history, lessons] = await Promise.all([
      reading,
      openHistory(
        (text) => sayOfHistory(text),
        () => changed(),
      ),
      reading.then((read) => Lessons.open(folder, () => read.current.lessonsFolder)),
    ])
    const application = new Application(folder, settings, history, lessons, early, ofHistory)
    say = sayOfHistory = (text) => application.tell('notice', { text })
    changed = () => application.tell('history-changed', null)
    return application
  }

  /** Tells every window. @param except the one that knows */
  tell<K extends keyof Events>(name: K, event: Events[K], except?: Page): void {
    for (const page of this.pages) if (page !== except) page.send(name, event)
  }

  /** @param from where they were changed; the other windows are told */
  async change(change: Partial<Settings>, from: Page): Promise<Settings> {
    const writing = this.settings.update(change)
    this.tell('settings-changed', this.settings.current, from)
    if (change.theme !== undefined) nativeTheme.themeSource = systemTheme(change.theme)
    if (change.poolSize !== undefined) this.warmUp()
    if (change.zoom !== undefined) for (const page of this.pages) page.zoom(change.zoom)
    return writing
  }

  /** A file was opened or saved by this window. */
  recentChanged(from?: Page): void {
    this.tell('settings-changed', this.settings.current, from)
    this.settingsChanged()
  }

  /** What a run may take, as it is set. */
  get limits(): RunLimits {
    const { processLimit, killGrace, processors, workerMemory } = this.settings.current
    return {
      processes: processLimit,
      processors,
      workerMemory: workerMemory === null ? null : workerMemory * 2 ** 20,
      killGrace,
    }
  }

  /** Spares for the pool that the next script is likely to make; what goes on is not disturbed. */
  warmUp(): void {
    if (!this.turn.isTaken)
      this.lab.warmUp(this.settings.current.poolSize ?? os.availableParallelism(), this.session.languages)
  }

  /** Resolves when no process of the lab is left. */
  async close(): Promise<void> {
    await this.session.flush()
    await this.lab.close()
    await this.history?.close()
  }
}

/** What the system's own parts (title bar, menus, scroll bars) take for a theme. */
function systemTheme(theme: Settings['theme']): 'system' | 'light' | 'dark' {
  return theme === 'high-contrast' ? 'dark' : theme
}
