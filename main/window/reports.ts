/** Reports and JSON files that the user opens: taken over into the history, and shown by the page. */
import path from 'node:path'
import { texts } from '../../texts/main'
import { isDocumentFile, readDocument } from '../export/reading'
import type { History } from '../history/history'
import { present } from './history-handlers'
import type { Outlet } from './page'

export class Reports {
  private readonly history: History | null
  private readonly page: Outlet
  private readonly granted = new Set<string>()
  private asked: string | null

  /** @param asked named on the command line, or `null` */
  constructor(history: History | null, page: Outlet, asked: string | null) {
    this.history = history
    this.page = page
    this.asked = asked !== null && this.grant(asked) ? asked : null
  }

  /** The user chose this path, or dropped it on the window. @returns whether it is a report by its name */
  grant(file: string): boolean {
    if (!isDocumentFile(file)) return false
    this.granted.add(path.resolve(file))
    return true
  }

  /** The page is there and listens. */
  async ready(): Promise<void> {
    const { asked } = this
    this.asked = null
    if (asked !== null) await this.open(asked)
  }

  /** @throws Error with a sentence when it was not given by the user, or is none */
  async open(file: string): Promise<void> {
    if (!this.granted.has(path.resolve(file))) throw new Error(texts.notices.notChosen(file))
    const history = present(this.history)
    const entries = await readDocument(file)
    for (const kept of entries) await history.import(kept)
    this.page.send('entries-opened', { ids: entries.map(({ entry }) => entry.id) })
  }
}
