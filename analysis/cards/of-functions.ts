/** What it means for a function to run in another process. */
import type { Hazard } from '../../protocol/compiled'
import type { RunEvent } from '../../protocol/run-event'
import { texts } from '../../texts'
import type { Card } from './card'
import { placeOf, type Facts, type Rule } from './facts'

type Arrived = Extract<RunEvent, { type: 'function-arrived' }>

export const FUNCTIONS: readonly Rule[] = [
  localFunction,
  changeLost,
  changeUnseen,
  argumentChanged,
  unlockedUpdate,
  emptyThenGet,
  nestedChangeLost,
  unpicklableError,
]

function localFunction(_facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'function-arrived' || event.isTop) return null
  return { id: 'local-function', site: event.site, values: { function: nameOf(event), process: event.name } }
}

/** Of a copy. */
function changeLost(facts: Facts, event: RunEvent): Card | null {
  return ofHazard(event, 'change-lost', 1, facts)
}

function changeUnseen(facts: Facts, event: RunEvent): Card | null {
  return ofHazard(event, 'change-unseen', 1, facts)
}

function argumentChanged(facts: Facts, event: RunEvent): Card | null {
  return ofHazard(event, 'argument-changed', 1, facts)
}

/** One process alone can lose nothing, and finds the queue as it left it. */
function unlockedUpdate(facts: Facts, event: RunEvent): Card | null {
  return ofHazard(event, 'unlocked-update', 2, facts)
}

function emptyThenGet(facts: Facts, event: RunEvent): Card | null {
  return ofHazard(event, 'empty-then-get', 2, facts)
}

function nestedChangeLost(facts: Facts, event: RunEvent): Card | null {
  return ofHazard(event, 'nested-change-lost', 1, facts)
}

function unpicklableError(facts: Facts, event: RunEvent): Card | null {
  return ofHazard(event, 'unpicklable-error', 1, facts)
}

/** @param processes in which the function must run for it to be true */
function ofHazard(event: RunEvent, id: Hazard['hazard'], processes: number, facts: Facts): Card | null {
  if (event.type !== 'function-arrived' || (facts.arrivals.get(placeOf(event))?.size ?? 0) < processes) return null
  const found = event.hazards.find(({ hazard }) => hazard === id)
  if (found === undefined) return null
  const { variable, line, column } = found
  const values = { function: nameOf(event), variable, process: event.name }
  return { id, site: { file: event.site.file, line, column }, values }
}

function nameOf({ function: name }: Arrived): string {
  return name === '' ? texts.cards.anonymous : name
}
