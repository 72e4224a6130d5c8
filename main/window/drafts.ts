/** Text that is not saved, kept in a file as long as it is so: it outlives a crash and an end without a question. */
import { readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { OpenDocument } from '../../protocol/lab'
import { whyNotWritten, writeAtomically } from '../atomic-file'

/** Milliseconds that a change waits, so that typing does not write at every key; the page waits as long before. */
const REST = 300

const shape = v.object({ path: v.nullable(v.string()), example: v.nullable(v.string()), text: v.string() })

type Draft = v.InferOutput<typeof shape>

/** The number of the window that left a file of this name, `null` if none did. */
export function draftNumber(name: string): number | null {
  const found = /^draft(?:-(\d{1,3}))?\.json$/.exec(name)
  return found === null ? null : Number(found[1] ?? 1)
}

export class Drafts {
  private readonly file: string
  private readonly cannot: (why: string) => void
  private dirty = false
  private hasComplained = false
  private latest: Draft | undefined
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()

  /** @param number the window's @param cannot told once why nothing can be kept */
  constructor(folder: string, number: number, cannot: (why: string) => void) {
    this.file = path.join(folder, number === 1 ? 'draft.json' : `draft-${number}.json`)
    this.cannot = cannot
  }

  /** Whether the page says that its text is not saved. */
  get isDirty(): boolean {
    return this.dirty
  }

  /** What the last session left unsaved, `null` if nothing. */
  async read(): Promise<OpenDocument | null> {
    try {
      const draft = v.parse(shape, JSON.parse(await readFile(this.file, 'utf8')))
      const name = path.basename(draft.path ?? draft.example ?? 'untitled.ts')
      return { ...draft, name, unsaved: true }
    } catch {
      // There is none, or none that says anything.
      return null
    }
  }

  /** Another script is to be shown: moves the draft out of the way and answers where to, `null` if there is none. */
  async setAside(): Promise<string | null> {
    const aside = path.join(path.dirname(this.file), `draft-${Date.now()}.json`)
    return rename(this.file, aside).then(
      () => aside,
      () => null,
    )
  }

  /** The text as it stands in the editor, where it differs from what is saved. */
  note({ path: file, example, text }: Draft): void {
    this.latest = { path: file, example, text }
    this.dirty = true
    this.timer ??= setTimeout(() => void this.flush(), REST)
  }

  /** Whether the text differs from what is saved. The draft goes when it does no longer: it was saved or given up. */
  async setDirty(dirty: boolean): Promise<void> {
    if (dirty === this.dirty) return
    this.dirty = dirty
    if (!dirty) await this.discard()
  }

  /** This text is saved now; it may be that of a draft that the page never called dirty. */
  async saved(text: string): Promise<void> {
    if (this.latest === undefined || this.latest.text === text) await this.discard()
  }

  /** Writes now what waits. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const { latest } = this
    if (this.dirty && latest !== undefined) await this.next(() => writeAtomically(this.file, JSON.stringify(latest)))
  }

  /** The page is gone without a word about its text: what it had is a draft for the next one. */
  async keep(): Promise<void> {
    await this.flush()
    this.dirty = false
  }

  /** The user wants the text no more. */
  async discard(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    this.dirty = false
    this.latest = undefined
    await this.next(() => rm(this.file, { force: true }))
  }

  /** One after another. */
  private next(act: () => Promise<void>): Promise<void> {
    this.writing = this.writing.then(act).catch((error: Error) => {
      if (!this.hasComplained) this.cannot(whyNotWritten(error))
      this.hasComplained = true
    })
    return this.writing
  }
}
