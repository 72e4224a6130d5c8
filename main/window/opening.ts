/** Which script a window begins with. */
import type { OpenDocument } from '../../protocol/lab'
import { isUntitled } from '../../protocol/language'
import type { WindowView } from '../../protocol/window'
import { texts } from '../../texts/main'
import { FIRST_EXAMPLE, type Documents } from './documents'
import type { Drafts } from './drafts'
import type { Shown } from './session'

export interface OpeningParts {
  readonly documents: Documents
  readonly drafts: Drafts
  /** Absolute path of the file that the window is opened for, or `null`. */
  readonly asked: string | null
  /** What it showed in the last session, or `null`. */
  readonly last: Shown | null
}

export interface Opened {
  readonly document: OpenDocument
  /** Where the user was in it, `null` where it was not open. */
  readonly view: WindowView | null
}

export class Opening {
  private readonly documents: Documents
  private readonly drafts: Drafts
  private readonly last: Shown | null
  private asked: string | null
  private shown: (() => Promise<OpenDocument>) | undefined
  private notices: string[] = []

  constructor({ documents, drafts, asked, last }: OpeningParts) {
    this.documents = documents
    this.drafts = drafts
    this.asked = asked
    this.last = last
    if (asked !== null) documents.grant(asked)
    if (last?.path != null) documents.grant(last.path)
  }

  /** Something to be said when the page is there. */
  notice(text: string): void {
    this.notices.push(text)
  }

  /** What was said once is not said again. */
  takeNotices(): string[] {
    return this.notices.splice(0)
  }

  /** Remembers what the page shows, for a page that has to be loaded anew. */
  show(again: () => Promise<OpenDocument>): void {
    this.shown = again
  }

  /**
   * The file that was asked for; else what was left unsaved; else what a page that was loaded anew showed; else what the
   * last session showed; else the first example.
   */
  async document(): Promise<Opened> {
    const document =
      (await this.fromCommandLine()) ??
      (await this.fromDraft()) ??
      (await this.attempt(this.shown)) ??
      (await this.attempt(this.fromSession())) ??
      (await this.documents.example(FIRST_EXAMPLE))
    const { last } = this
    const isSame = last !== null && last.path === document.path && last.example === document.example
    return { document, view: isSame ? last.view : null }
  }

  private async fromCommandLine(): Promise<OpenDocument | null> {
    const { asked } = this
    if (asked === null) return null
    this.asked = null
    const document = await this.attempt(() => this.documents.open(asked))
    if (document === null) return null
    const aside = await this.drafts.setAside()
    if (aside !== null) this.notice(texts.notices.draftAside(aside))
    return document
  }

  private async fromDraft(): Promise<OpenDocument | null> {
    const draft = await this.drafts.read()
    if (draft !== null) this.notice(texts.notices.draftBack(draft.name))
    if (draft?.path != null) this.documents.grant(draft.path)
    return draft
  }

  private fromSession(): (() => Promise<OpenDocument>) | undefined {
    const { path, example = null } = this.last ?? {}
    if (path != null) return () => this.documents.open(path)
    return example === null || isUntitled(example) ? undefined : () => this.documents.example(example)
  }

  private async attempt(open: (() => Promise<OpenDocument>) | undefined): Promise<OpenDocument | null> {
    try {
      return open === undefined ? null : await open()
    } catch (error) {
      this.notice((error as Error).message)
      return null
    }
  }
}
