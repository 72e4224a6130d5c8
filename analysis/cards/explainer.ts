/** Looks at the events of a run for what is worth explaining. */
import type { RunEvent } from '../../protocol/run-event'
import type { Card } from './card'
import { Facts } from './facts'
import { CALLS } from './of-calls'
import { FUNCTIONS } from './of-functions'
import { PROCESSES } from './of-processes'
import { WAITS } from './of-waits'
import { TRUE_OF_PYTHON } from './python'

const RULES = [...CALLS, ...FUNCTIONS, ...PROCESSES, ...WAITS]

export class Explainer {
  private readonly facts: Facts
  private readonly told = new Set<Card['id']>()

  /** @param processors of the machine */
  constructor(processors: number) {
    this.facts = new Facts(processors)
  }

  /** @returns what this event of the run shows for the first time */
  hear(event: RunEvent): readonly Card[] {
    this.facts.add(event)
    const found = RULES.map((rule) => rule(this.facts, event)).filter((card) => card !== null)
    const fresh = found.filter(({ id }) => !this.told.has(id) && (!this.facts.isPython || TRUE_OF_PYTHON.has(id)))
    for (const { id } of fresh) this.told.add(id)
    return fresh
  }
}
