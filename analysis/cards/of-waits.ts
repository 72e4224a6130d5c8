/** What locks, queues and barriers teach: deadlocks, dead holders, locks that all work under. */
import { capital } from '../capital'
import type { RunEvent } from '../../protocol/run-event'
import { percent, size } from '../numbers'
import { thingOf } from '../run/things'
import type { Card } from './card'
import type { Facts, Rule } from './facts'

/** Of the time since the first child came, and milliseconds, that a lock is held, and waits for it that are worth a word. */
const LEAST_SHARE = 0.25
const LEAST_HOLD = 200
const LEAST_WAITS = 10

export const WAITS: readonly Rule[] = [lockAbandoned, deadlock, lockBound, joinedBeforeTaken]

function lockAbandoned(_facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'lock-abandoned') return null
  return { id: 'lock-abandoned', site: null, values: { process: event.name } }
}

/** CPython would wait for ever, and here it is known why. */
function deadlock(_facts: Facts, event: RunEvent): Card | null {
  // In doubt it is told again once it is certain.
  if (event.type !== 'deadlock' || event.rescuers.length > 0) return null
  const { waits } = event
  const twice = waits.find(({ kind, process, waitsOn }) => kind === 'Lock.acquire' && waitsOn.includes(process))
  if (twice !== undefined) {
    const { name, what, site } = twice
    return { id: 'lock-twice', site, values: { process: name, what } }
  }
  const barrier = waits.find(({ kind }) => kind === 'Barrier.wait')
  if (barrier !== undefined) return { id: 'barrier-short', site: barrier.site, values: { what: barrier.what } }
  const [first] = waits
  if (first === undefined) return null
  if (waits.every(({ kind }) => kind.endsWith('.acquire'))) {
    const processes = [...new Set(waits.map(({ name }) => name))].join(' and ')
    return { id: 'lock-order', site: first.site, values: { processes } }
  }
  const taker = waits.find(({ kind }) => kind === 'Queue.get')
  if (taker === undefined) return null
  return { id: 'nobody-puts', site: taker.site, values: { process: taker.name, what: taker.what } }
}

function lockBound(facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'shared') return null
  const { sample, at, site } = event
  if (sample.kind !== 'Lock' && sample.kind !== 'RLock') return null
  const { holds, waits } = sample
  const share = holds.sum / (at - facts.firstChild)
  if (waits.count < LEAST_WAITS || holds.sum < LEAST_HOLD || share < LEAST_SHARE || waits.sum < holds.sum) return null
  return { id: 'lock-bound', site, values: { what: capital(thingOf(sample)), share: percent(Math.min(1, share)) } }
}

/** CPython's process would not end, and whoever joins it would wait for that. */
function joinedBeforeTaken(_facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'joined-before-taken') return null
  const { joiner, name, object, label, bytes, site } = event
  const what = thingOf({ kind: 'Queue', label, object })
  return { id: 'joined-before-taken', site, values: { joiner, process: name, what, size: size(bytes) } }
}
