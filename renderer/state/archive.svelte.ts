/** The history as the page lists it: the part that is in sight, what is chosen and marked in it, and what can be undone. */
import type { HistoryEntry, HistorySize } from '../../protocol/history'
import { oldestOf, titleOf } from '../history/words'
import { command, on } from '../lab/client'
import { texts } from '../../texts'

/** Entries that are fetched at once. */
const PAGE = 100
/** Milliseconds that changes may wait, so that a sweep's repeats do not each fetch the list anew. */
const PATIENCE = 100
/** As many as there are colours. */
export const MOST_MARKED = 7

interface Removal {
  readonly ids: readonly string[]
  readonly what: string
}

export class Archive {
  search = $state.raw('')
  /** Entries that the search finds; `null` before the first answer. */
  total = $state.raw<number | null>(null)
  size = $state.raw<HistorySize | null>(null)
  /** Why there is nothing to list. */
  error = $state.raw<string | null>(null)
  /** The chosen one's place in the list. */
  at = $state.raw(0)
  /** To be laid side by side, in the order in which they were marked. */
  marked = $state.raw<readonly HistoryEntry[]>([])
  /** The list is to take the focus as soon as it is there. */
  isWanted = $state.raw(false)
  /** The removal that is told of at present. */
  told = $state.raw<Removal | null>(null)
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced whole with each answer
  private pages = $state.raw<ReadonlyMap<number, readonly HistoryEntry[]>>(new Map())
  readonly chosen = $derived(this.entryAt(this.at))
  private readonly removals: Removal[] = []
  private readonly attempt: <T>(act: () => Promise<T>) => Promise<T | undefined>
  /** The part of the list that is in sight. */
  private sight = { from: 0, to: PAGE }
  /** Pages of the sight are being fetched; while one scrolls fast, the next are asked for when these are there. */
  private isFetching = false
  private watchers = 0
  /** A comparison is going on, which reading the history would disturb; changes are shown at its end. */
  private isMeasuring = false
  private timer: number | undefined
  /** Counts questions, so that an answer that was overtaken is dropped. */
  private asked = 0

  /** @param attempt runs a command and says what it throws */
  constructor(attempt: <T>(act: () => Promise<T>) => Promise<T | undefined>) {
    this.attempt = attempt
    on('history-changed', () => this.refreshSoon())
    on('sweep-event', ({ type }) => {
      this.isMeasuring = type !== 'sweep-ended'
      if (!this.isMeasuring) this.refreshSoon()
    })
  }

  /** Keeps the list up to date until the way out is taken. */
  watch(): () => void {
    this.watchers++
    void this.refreshAll()
    // What the command line keeps meanwhile is not told.
    const focused = () => void this.refreshAll()
    window.addEventListener('focus', focused)
    return () => {
      this.watchers--
      window.removeEventListener('focus', focused)
    }
  }

  entryAt(index: number): HistoryEntry | undefined {
    return this.pages.get(Math.floor(index / PAGE))?.[index % PAGE]
  }

  /** The list is scrolled to these rows. */
  show(from: number, to: number): void {
    this.sight = { from, to }
    if (!this.isFetching) void this.fetchSight()
  }

  find(words: string): void {
    this.search = words
    this.at = 0
    void this.refresh()
  }

  choose(index: number): void {
    this.at = Math.max(0, Math.min(index, (this.total ?? 1) - 1))
  }

  isMarked(id: string): boolean {
    return this.marked.some((entry) => entry.id === id)
  }

  /** @returns why it cannot be marked, or `null` */
  mark(entry: HistoryEntry): string | null {
    if (this.isMarked(entry.id)) this.marked = this.marked.filter(({ id }) => id !== entry.id)
    else if (this.marked.some(({ kind }) => kind !== entry.kind)) return texts.history.otherKind
    else if (this.marked.length === MOST_MARKED) return texts.history.mostMarked(MOST_MARKED)
    else this.marked = [...this.marked, entry]
    return null
  }

  async rename(id: string, name: string): Promise<void> {
    await this.change(() => command('renameEntry', { id, name: name.trim() }))
  }

  async note(id: string, note: string): Promise<void> {
    await this.change(() => command('noteEntry', { id, note }))
  }

  async tag(id: string, tags: readonly string[]): Promise<void> {
    await this.change(() => command('tagEntry', { id, tags }))
  }

  /** They can be brought back by `undo`. */
  async remove(entries: readonly HistoryEntry[]): Promise<void> {
    const [first] = entries
    if (first === undefined) return
    const what = entries.length === 1 ? titleOf(first) : `${entries.length} entries`
    await this.removeIds({ ids: entries.map(({ id }) => id), what })
  }

  /** What is more than the limit allows. */
  async removeExcess(): Promise<void> {
    if (this.size === null) return
    const { excess } = this.size
    await this.removeIds({ ids: excess.ids, what: `the ${oldestOf(excess)}` })
  }

  /** Brings back what was removed last. */
  async undo(): Promise<void> {
    const removal = this.removals.pop()
    if (removal === undefined) return
    const done = await this.attempt(async () => {
      await command('restoreEntries', { ids: removal.ids })
      return true
    })
    if (done === undefined) {
      this.removals.push(removal)
      return
    }
    this.told = null
    await this.refreshAll()
    this.chooseId(removal.ids[0])
  }

  /** @param limit bytes, `null` for none */
  async limit(limit: number | null): Promise<void> {
    await this.attempt(async () => (this.size = await command('limitHistory', { limit })))
  }

  private async removeIds(removal: Removal): Promise<void> {
    const done = await this.attempt(async () => {
      await command('removeEntries', { ids: removal.ids })
      return true
    })
    if (done === undefined) return
    this.removals.push(removal)
    this.told = removal
    this.marked = this.marked.filter(({ id }) => !removal.ids.includes(id))
    await this.refreshAll()
  }

  private async change(act: () => Promise<HistoryEntry>): Promise<void> {
    const changed = await this.attempt(act)
    if (changed === undefined) return
    this.marked = this.marked.map((entry) => (entry.id === changed.id ? changed : entry))
    await this.refresh()
  }

  private async fetchSight(): Promise<void> {
    this.isFetching = true
    while (this.error === null && !pagesOf(this.sight).every((page) => this.pages.has(page))) await this.refresh()
    this.isFetching = false
  }

  private refreshSoon(): void {
    if (this.watchers === 0 || this.isMeasuring) return
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.refreshAll(), PATIENCE)
  }

  /** What is in sight and what all of it takes, anew. */
  private async refreshAll(): Promise<void> {
    await Promise.all([this.refresh(), this.measure()])
  }

  private async measure(): Promise<void> {
    try {
      this.size = await command('sizeHistory', null)
    } catch {
      // The list says why there is nothing.
    }
  }

  /** What is in sight, anew. */
  private async refresh(): Promise<void> {
    const question = ++this.asked
    const pages = pagesOf(this.sight)
    const offset = (pages[0] as number) * PAGE
    const limit = pages.length * PAGE
    try {
      const page = await command('listHistory', { search: this.search, limit, offset })
      if (question !== this.asked) return
      const { chosen } = this
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaces the one before
      this.pages = new Map(pages.map((number, i) => [number, page.entries.slice(i * PAGE, (i + 1) * PAGE)]))
      this.total = page.total
      this.error = null
      if (page.total === 0) this.isWanted = false
      this.choose(this.at)
      this.chooseId(chosen?.id)
    } catch (error) {
      if (question === this.asked) this.error = (error as Error).message
    }
  }

  /** Keeps to an entry that has moved; one that is no longer in sight leaves the choice where it is. */
  private chooseId(id: string | undefined): void {
    for (const [page, entries] of this.pages) {
      const index = entries.findIndex((entry) => entry.id === id)
      if (index >= 0) this.at = page * PAGE + index
    }
  }
}

function pagesOf({ from, to }: { from: number; to: number }): number[] {
  const first = Math.floor(from / PAGE)
  return Array.from({ length: Math.max(1, Math.ceil(to / PAGE) - first) }, (_, i) => first + i)
}
