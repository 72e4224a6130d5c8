/** Text that is not saved, kept in a file as long as it is so: it outlives a crash and an end without a question. */
import { readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { OpenDocument } from '../../protocol/lab'
import { writeAtomically } from './atomic-file'

/** Milliseconds that a change waits, so that typing does not write at every key. */
const REST = 1_000

const shape = v.object({ path: v.nullable(v.string()), example: v.nullable(v.string()), text: v.string() })

type Draft = v.InferOutput<typeof shape>

export class Drafts {
  private readonly file: string
  private dirty = false
  private latest: Draft | undefined
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()

  constructor(folder: string) {
    this.file = path.join(folder, 'draft.json')
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

  /** The text as it stands in the editor. */
  note({ path: file, example, text }: Draft): void {
    this.latest = { path: file, example, text }
    if (this.dirty) this.plan()
  }

  /** Whether the text differs from what is saved. The draft goes when it does no longer: it was saved or given up. */
  async setDirty(dirty: boolean): Promise<void> {
    if (dirty === this.dirty) return
    this.dirty = dirty
    if (dirty) return this.plan()
    this.latest = undefined
    await this.discard()
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
    await this.next(() => rm(this.file, { force: true }))
  }

  private plan(): void {
    this.timer ??= setTimeout(() => void this.flush(), REST)
  }

  /** One after another. A draft that cannot be written is no reason to disturb: the text is still in the editor. */
  private next(act: () => Promise<void>): Promise<void> {
    this.writing = this.writing.then(act).catch(() => undefined)
    return this.writing
  }
}
