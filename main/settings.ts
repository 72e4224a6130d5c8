/**
 * The user's settings in a file of JSON. A damaged file is kept aside; a wrong value is replaced by the lab's own and said;
 * what this version does not know, as another one has written it, stays in the file, and is said once.
 */
import { readFile, rename } from 'node:fs/promises'
import * as v from 'valibot'
import { BOUNDS, DEFAULTS, type Settings } from '../protocol/settings'
import { texts } from '../texts/main'
import { asideOf } from './damaged-file'
import { whyNotWritten, writeAtomically } from './atomic-file'

export const MOST_RECENT = 10
const MOST_DISMISSED = 100

const fields = {
  theme: v.picklist(['system', 'light', 'dark', 'high-contrast']),
  poolSize: v.nullable(whole(BOUNDS.poolSize)),
  fontSize: whole(BOUNDS.fontSize),
  panes: v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(100_000))),
  recentFiles: v.pipe(v.array(v.string()), v.maxLength(MOST_RECENT)),
  dismissed: v.pipe(v.array(v.string()), v.maxLength(MOST_DISMISSED)),
  processLimit: whole(BOUNDS.processLimit),
  copyCosts: v.boolean(),
  cards: v.boolean(),
  lessonsFolder: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))),
  zoom: v.pipe(v.number(), v.minValue(BOUNDS.zoom.least), v.maxValue(BOUNDS.zoom.most)),
  processors: v.nullable(whole(BOUNDS.processors)),
  workerMemory: v.nullable(whole(BOUNDS.workerMemory)),
  killGrace: whole(BOUNDS.killGrace),
  restoreSession: v.boolean(),
} satisfies { [K in keyof Settings]: v.GenericSchema<unknown, Settings[K]> }

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
  zoom: v.exactOptional(fields.zoom),
  processors: v.exactOptional(fields.processors),
  workerMemory: v.exactOptional(fields.workerMemory),
  killGrace: v.exactOptional(fields.killGrace),
  restoreSession: v.exactOptional(fields.restoreSession),
})

export class SettingsFile {
  current: Settings
  /** What to tell the user once, or `null`. */
  readonly notice: string | null
  private readonly path: string
  /** What stands in the file and is none of ours. */
  private readonly unknown: Readonly<Record<string, unknown>>
  private readonly cannot: (why: string) => void
  private hasComplained = false
  private writing: Promise<void> = Promise.resolve()

  private constructor(path: string, { settings, unknown, notice }: Read, cannot: (why: string) => void) {
    this.path = path
    this.current = settings
    this.unknown = unknown
    this.notice = notice
    this.cannot = cannot
  }

  /** @param cannot told once why changes cannot be written */
  static async read(path: string, cannot: (why: string) => void = () => undefined): Promise<SettingsFile> {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      // A file that is there and cannot be read is as good as damaged.
      return error.code === 'ENOENT' ? '{}' : ''
    })
    try {
      return new SettingsFile(path, parse(text), cannot)
    } catch {
      const aside = asideOf(path)
      await rename(path, aside).catch(() => undefined)
      const notice = texts.notices.settingsAside(aside)
      return new SettingsFile(path, { settings: DEFAULTS, unknown: {}, notice }, cannot)
    }
  }

  /**
   * Holds from now on, and is written: one change after another, each beside the file first, so that a crash leaves the
   * old or the new one.
   */
  async update(change: Partial<Settings>): Promise<Settings> {
    this.current = { ...this.current, ...change }
    const text = `${JSON.stringify({ ...this.unknown, ...this.current }, null, 2)}\n`
    this.writing = this.writing
      .then(() => writeAtomically(this.path, text))
      .catch((error: Error) => {
        if (!this.hasComplained) this.cannot(whyNotWritten(error))
        this.hasComplained = true
      })
    await this.writing
    return this.current
  }
}

interface Read {
  readonly settings: Settings
  readonly unknown: Readonly<Record<string, unknown>>
  readonly notice: string | null
}

const object = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value)),
  v.record(v.string(), v.unknown()),
)

/** @throws Error for what is no object of JSON */
function parse(text: string): Read {
  const unknown = { ...v.parse(object, JSON.parse(text)) }
  const settings: Record<string, unknown> = { ...DEFAULTS }
  const wrong: string[] = []
  for (const [name, shape] of Object.entries(fields)) {
    if (!Object.hasOwn(unknown, name)) continue
    const { [name]: value } = unknown
    if (v.is(shape, value)) settings[name] = value
    else wrong.push(`${name} ${JSON.stringify(value)}`)
    delete unknown[name]
  }
  const known = settings as unknown as Settings
  const others = Object.keys(unknown).join(', ')
  const hint = `settings:${others}`
  const isNews = others !== '' && !known.dismissed.includes(hint)
  const dismissed = isNews ? [...known.dismissed, hint].slice(-MOST_DISMISSED) : known.dismissed
  const notices = [
    ...(wrong.length > 0 ? [texts.notices.settingsWrong(wrong.join(', '))] : []),
    ...(isNews ? [texts.notices.settingsUnknown(others)] : []),
  ]
  return { settings: { ...known, dismissed }, unknown, notice: notices.join(' ') || null }
}

function whole({ least, most }: { readonly least: number; readonly most: number }) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
}
