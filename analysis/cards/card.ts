/** What a card says of a run. */
import type { Site } from '../../protocol/telemetry'
import { texts } from '../../texts'

type Explanations = typeof texts.cards.explanations

export type CardId = keyof Explanations

/** What the sentence of a card names. */
type Values<K extends CardId> = Explanations[K]['says'] extends (values: infer V) => string ? V : never

/** Something instructive that has happened, at most once of a kind in a run. */
export type Card = {
  readonly [K in CardId]: {
    readonly id: K
    /** The line of the script that it is about. */
    readonly site: Site | null
    readonly values: Values<K>
  }
}[CardId]

export const CARDS = Object.keys(texts.cards.explanations) as readonly CardId[]

/** The sentence of a card. */
export function sentenceOf(card: Card): string {
  const says = texts.cards.explanations[card.id].says as (values: unknown) => string
  return says(card.values)
}

/** What is more to be said. */
export function reasonOf({ id }: Card): string {
  return texts.cards.explanations[id].why
}
