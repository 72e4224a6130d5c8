/** What the beginning and the end of processes teach. */
import type { Law, RunEvent } from '../../protocol/run-event'
import type { Card } from './card'
import type { Facts, Rule } from './facts'

const MANY = 8
/** What the library says to a child that starts processes while it loads the script. */
const STARTS_ITSELF = /bootstrapping phase/

export const PROCESSES: readonly Rule[] = [processPerItem, childError, taskGone, daemonsEnded, itemsLeft, lockLeft]

function processPerItem(facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'process-ended') return null
  const parent = facts.processes.get(event.process)?.parent
  const processes = parent == null ? 0 : (facts.shortLived.get(parent) ?? 0)
  return processes < MANY ? null : { id: 'process-per-item', site: null, values: { processes } }
}

function childError(facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'incident' || event.end.reason !== 'exception' || event.process === 0) return null
  const { name, site, says } = event
  if (STARTS_ITSELF.test(says)) return { id: 'main-guard', site, values: { process: name } }
  return facts.isWorker(event.process) ? null : { id: 'child-error', site, values: { process: name } }
}

/** CPython's Pool starts another worker, and does not know what this one had in hand. */
function taskGone(facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'incident' || event.task === null || !facts.isPython) return null
  return { id: 'task-gone', site: null, values: { process: event.name, function: event.task.function } }
}

function daemonsEnded(_facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'daemons-ended') return null
  return { id: 'daemons-ended', site: null, values: { process: event.name, daemons: event.daemons.join(', ') } }
}

function itemsLeft(_facts: Facts, event: RunEvent): Card | null {
  const law = broken(event, 'queues')
  return law === undefined ? null : { id: 'items-left', site: law.site, values: { what: law.says } }
}

function lockLeft(_facts: Facts, event: RunEvent): Card | null {
  const law = broken(event, 'locks')
  return law === undefined ? null : { id: 'lock-left', site: law.site, values: { what: law.says } }
}

function broken(event: RunEvent, law: Law['law']): Law | undefined {
  return event.type === 'laws' ? event.laws.find((one) => one.law === law && !one.holds) : undefined
}
