/** The user's settings in a file of JSON; a damaged file is kept aside, a wrong value replaced by the lab's own. */
import { readFile, rename } from 'node:fs/promises'
import * as v from 'valibot'
import type { Settings } from '../../protocol/lab'
import { MOST_WORKERS } from '../../analysis/sizes'
import { writeAtomically } from './atomic-file'

/** As many processes as a run's segment has slots, less the script. */
const MOST_PROCESSES = 255
export const MOST_RECENT = 10

const fields = {
  theme: v.picklist(['system', 'light', 'dark', 'high-contrast']),
  poolSize: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_WORKERS))),
  fontSize: v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(24)),
  panes: v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(100_000))),
  recentFiles: v.pipe(v.array(v.string()), v.maxLength(MOST_RECENT)),
  dismissed: v.pipe(v.array(v.string()), v.maxLength(100)),
  processLimit: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_PROCESSES)),
  copyCosts: v.boolean(),
  cards: v.boolean(),
  lessonsFolder: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))),
}

/** A change of settings as a command carries it. The list of recent files is main's own. */
export const settingsChange = v.strictObject({
  theme: v.exactOptional(fields.theme),
  poolSize: v.exactOptional(fields.poolSize),
  fontSize: v.exactOptional(fields.fontSize),
  panes: v.exactOptional(fields.panes),
  dismissed: v.exactOptional(fields.dismissed),
  processLimit: v.exactOptional(fields.processLimit),
  copyCosts: v.exactOptional(fields.copyCosts),
  cards: v.exactOptional(fields.cards),
  // Another one is chosen in a dialog of main's.
  lessonsFolder: v.exactOptional(v.null()),
})

export const DEFAULTS: Settings = {
  theme: 'system',
  poolSize: null,
  fontSize: 13,
  panes: {},
  recentFiles: [],
  dismissed: [],
  // Room for the largest pool, the script itself and what else it may start.
  processLimit: 80,
  copyCosts: true,
  cards: true,
  lessonsFolder: null,
}

const file = v.object({
  theme: v.fallback(fields.theme, DEFAULTS.theme),
  poolSize: v.fallback(fields.poolSize, DEFAULTS.poolSize),
  fontSize: v.fallback(fields.fontSize, DEFAULTS.fontSize),
  panes: v.fallback(fields.panes, {}),
  recentFiles: v.fallback(fields.recentFiles, []),
  dismissed: v.fallback(fields.dismissed, []),
  processLimit: v.fallback(fields.processLimit, DEFAULTS.processLimit),
  copyCosts: v.fallback(fields.copyCosts, DEFAULTS.copyCosts),
  cards: v.fallback(fields.cards, DEFAULTS.cards),
  lessonsFolder: v.fallback(fields.lessonsFolder, DEFAULTS.lessonsFolder),
})

/** What the system's own parts (title bar, menus, scroll bars) take for a theme. */
export function systemTheme(theme: Settings['theme']): 'system' | 'light' | 'dark' {
  return theme === 'high-contrast' ? 'dark' : theme
}

export class SettingsFile {
  current: Settings
  /** What to tell the user once, or `null`. */
  readonly notice: string | null
  private readonly path: string
  private writing: Promise<void> = Promise.resolve()

  private constructor(path: string, current: Settings, notice: string | null) {
    this.path = path
    this.current = current
    this.notice = notice
  }

  static async read(path: string): Promise<SettingsFile> {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      // A file that is there and cannot be read is as good as damaged.
      return error.code === 'ENOENT' ? null : ''
    })
    if (text === null) return new SettingsFile(path, DEFAULTS, null)
    try {
      return new SettingsFile(path, v.parse(file, JSON.parse(text)), null)
    } catch {
      const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
      const aside = path.replace(/\.json$/, `.damaged-${stamp}.json`)
      await rename(path, aside).catch(() => undefined)
      const notice = `The settings file could not be read. It was kept as ${aside}; the lab starts with its own settings.`
      return new SettingsFile(path, DEFAULTS, notice)
    }
  }

  /** Writes one after another, each beside the file first, so that a crash leaves the old or the new one. */
  async update(change: Partial<Settings>): Promise<Settings> {
    this.current = { ...this.current, ...change }
    const text = `${JSON.stringify(this.current, null, 2)}\n`
    const last = this.writing.catch(() => undefined)
    this.writing = last.then(() => writeAtomically(this.path, text))
    await this.writing
    return this.current
  }
}
