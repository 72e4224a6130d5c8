/** What the cards say of a run's events. */
import { expect } from 'vitest'
import { sentenceOf, type Card } from '../../analysis/cards/card'
import { Explainer } from '../../analysis/cards/explainer'
import type { RunEvent } from '../../protocol/run-event'

/** More than any script here has workers. */
const PROCESSORS = 64

export function cardsOf(events: readonly RunEvent[]): readonly Card[] {
  const explainer = new Explainer(PROCESSORS)
  const cards = events.flatMap((event) => explainer.hear(event))
  for (const card of cards) expect(sentenceOf(card)).not.toMatch(/undefined|NaN|\[object/)
  return cards
}
