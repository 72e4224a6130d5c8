/** The cards that explain a run: one in sight, those that wait for it to be closed, none twice for one user. */
import type { Card } from '../../analysis/cards/card'
import { Explainer } from '../../analysis/cards/explainer'
import type { Events } from '../../protocol/lab'
import { on } from '../lab/client'
import type { SettingsState } from './settings.svelte'

const DISMISSED = 'card:'

export class CardDeck {
  private queue = $state.raw<readonly Card[]>([])
  readonly shown = $derived(this.queue[0] ?? null)
  readonly waiting = $derived(this.queue.slice(1))
  private readonly settings: SettingsState
  private explainer: Explainer
  private runId = ''

  constructor(settings: SettingsState) {
    this.settings = settings
    this.explainer = new Explainer(settings.machine.cpus)
    on('run-event', (event) => this.hear(event))
  }

  /** It has been read; the next one comes. */
  close(): void {
    if (this.shown === null) return
    this.settings.dismiss(`${DISMISSED}${this.shown.id}`)
    this.queue = this.waiting
  }

  /** No more of them. */
  turnOff(): void {
    this.settings.update({ cards: false })
    this.queue = []
  }

  /** All of them again, also those that were read. */
  turnOn(): void {
    const dismissed = this.settings.current.dismissed.filter((hint) => !hint.startsWith(DISMISSED))
    this.settings.update({ cards: true, dismissed })
  }

  private hear(event: Events['run-event']): void {
    if (event.runId !== this.runId) this.begin(event.runId)
    const cards = this.explainer.hear(event)
    if (!this.settings.current.cards) return
    const fresh = cards.filter(({ id }) => this.isNew(id))
    if (fresh.length > 0) this.queue = [...this.queue, ...fresh]
  }

  /** What waited was of the run before; the one in sight stays until it has been read. */
  private begin(runId: string): void {
    this.runId = runId
    this.queue = this.queue.slice(0, 1)
    this.explainer = new Explainer(this.settings.machine.cpus)
  }

  private isNew(id: Card['id']): boolean {
    const isThere = this.queue.some((card) => card.id === id)
    return !isThere && !this.settings.current.dismissed.includes(`${DISMISSED}${id}`)
  }
}
