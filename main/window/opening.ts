/** Which script the page begins with. */
import type { OpenDocument } from '../../protocol/lab'
import { FIRST_EXAMPLE, type Documents } from './documents'
import type { Drafts } from './drafts'

export class Opening {
  private readonly documents: Documents
  private readonly drafts: Drafts
  private asked: string | null
  private shown: (() => Promise<OpenDocument>) | undefined
  private notices: string[] = []

  /** @param asked absolute path of the file named on the command line, or `null` */
  constructor(documents: Documents, drafts: Drafts, asked: string | null) {
    this.documents = documents
    this.drafts = drafts
    this.asked = asked
    if (asked !== null) documents.grant(asked)
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
   * The file that was asked for; else what was left unsaved; else what a page that was loaded anew showed; else the
   * file opened last; else the first example.
   */
  async document(): Promise<OpenDocument> {
    const [last] = this.documents.recent
    return (
      (await this.fromCommandLine()) ??
      (await this.fromDraft()) ??
      (await this.attempt(this.shown)) ??
      (await this.attempt(last === undefined ? undefined : () => this.documents.open(last))) ??
      (await this.documents.example(FIRST_EXAMPLE))
    )
  }

  private async fromCommandLine(): Promise<OpenDocument | null> {
    const { asked } = this
    if (asked === null) return null
    this.asked = null
    const document = await this.attempt(() => this.documents.open(asked))
    if (document === null) return null
    const aside = await this.drafts.setAside()
    if (aside !== null) this.notice(`What was not saved the last time is kept in ${aside}.`)
    return document
  }

  private async fromDraft(): Promise<OpenDocument | null> {
    const draft = await this.drafts.read()
    if (draft !== null) this.notice(`${draft.name} was not saved the last time; here it is again, still not saved.`)
    if (draft?.path != null) this.documents.grant(draft.path)
    return draft
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
