/** Which windows there were and what each showed, for the next start. What ran is not in it: nothing runs by itself. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { languageOf, type Language } from '../../protocol/language'
import type { WindowView } from '../../protocol/window'
import { writeAtomically } from '../atomic-file'
import { draftNumber } from './drafts'

/** Milliseconds that a change waits, so that a cursor that moves does not write at every key. */
const REST = 500
/** More come back at a start by no mistake. */
const MOST_WINDOWS = 16

export const viewShape = v.object({
  cursor: v.object({ line: v.number(), column: v.number() }),
  scrollTop: v.number(),
  tab: v.pipe(v.string(), v.maxLength(100)),
  face: v.pipe(v.string(), v.maxLength(100)),
}) satisfies v.GenericSchema<unknown, WindowView>

const shown = v.object({ path: v.nullable(v.string()), example: v.nullable(v.string()), view: viewShape })
const shape = v.object({ windows: v.record(v.string(), v.nullable(shown)) })

/** What a window showed: a file or an example, and where in it the user was. */
export type Shown = v.InferOutput<typeof shown>

export class Session {
  private readonly folder: string
  private readonly windows: Map<number, Shown | null>
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()

  /** @param folder the user's data folder */
  constructor(folder: string) {
    this.folder = folder
    this.windows = read(this.file)
  }

  /**
   * Numbers of the windows to open at a start, at least one. Those with text that was not saved always come back.
   * @param isRestored whether the others do
   */
  numbers(isRestored: boolean): readonly number[] {
    if (!isRestored) this.windows.clear()
    const drafts = list(this.folder).flatMap((name) => draftNumber(name) ?? [])
    const all = new Set([...this.windows.keys(), ...drafts])
    return all.size === 0 ? [1] : [...all].sort((a, b) => a - b).slice(0, MOST_WINDOWS)
  }

  /** What a window showed the last time, `null` if nothing is known. */
  shownBy(number: number): Shown | null {
    return this.windows.get(number) ?? null
  }

  /** Of the scripts that are shown. */
  get languages(): readonly Language[] {
    const names = [...this.windows.values()].map((one) => one?.path ?? one?.example ?? '')
    return [...new Set(names.map(languageOf))]
  }

  /** The least number that no window has. */
  freeNumber(): number {
    let number = 1
    while (this.windows.has(number)) number++
    return number
  }

  note(number: number, shownNow: Shown | null): void {
    this.windows.set(number, shownNow)
    this.plan()
  }

  /** The user has closed this window and not the lab. */
  forget(number: number): void {
    this.windows.delete(number)
    this.plan()
  }

  /** Writes now what waits. What cannot be written is no loss: it is only where the user was. */
  flush(): Promise<void> {
    if (this.timer === undefined) return this.writing
    clearTimeout(this.timer)
    this.timer = undefined
    const text = JSON.stringify({ windows: Object.fromEntries(this.windows) })
    this.writing = this.writing.then(() => writeAtomically(this.file, text)).catch(() => undefined)
    return this.writing
  }

  private get file(): string {
    return path.join(this.folder, 'session.json')
  }

  private plan(): void {
    this.timer ??= setTimeout(() => void this.flush(), REST)
  }
}

function read(file: string): Map<number, Shown | null> {
  try {
    const { windows } = v.parse(shape, JSON.parse(readFileSync(file, 'utf8')))
    return new Map(Object.entries(windows).map(([number, entry]) => [Number(number), entry]))
  } catch {
    // There is none, or none that says anything: the first window will do.
    return new Map()
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
