/** What calls of pools teach: what they cost, and what comes of errors. */
import type { RunEvent } from '../../protocol/run-event'
import { texts } from '../../texts'
import { count, duration, percent, size } from '../numbers'
import type { Card } from './card'
import type { Facts, Rule } from './facts'

type Ended = Extract<RunEvent, { type: 'map-ended' }>

const LEAST_ITEMS = 500
/** Milliseconds of one item below which it is not worth a message of its own. */
const QUICK = 0.5
/** Milliseconds of copying, and bytes, that are worth a word. */
const LEAST_COPYING = 20
const LEAST_BYTES = 1e6
/** Milliseconds of a call in which an idle worker is worth a word. */
const LEAST_CALL = 200
const LEAST_IDLE = 0.25

export const CALLS: readonly Rule[] = [poolCreated, callEnded, disordered, taskLost, initializerFailed]

function poolCreated(facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'pool-created' || event.processes <= facts.processors) return null
  const values = { workers: event.processes, processors: facts.processors }
  return { id: 'more-workers-than-processors', site: null, values }
}

/** The one thing that most explains how long a call took. */
function callEnded(facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'map-ended' || event.done === 0) return null
  return failed(facts, event) ?? (event.failed > 0 ? null : slow(facts, event))
}

function disordered(facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'results-unordered') return null
  return { id: 'unordered', site: null, values: { function: nameOf(facts, event.map) } }
}

function taskLost(_facts: Facts, event: RunEvent): Card | null {
  if (event.type !== 'task-lost') return null
  const { index, retried, function: name = texts.cards.anonymous } = event
  return { id: 'worker-lost', site: null, values: { function: name, item: index + 1, retried } }
}

function initializerFailed(_facts: Facts, event: RunEvent): Card | null {
  return event.type === 'initializer-failed' ? { id: 'initializer-failed', site: null, values: {} } : null
}

function failed(facts: Facts, { map, done, failed, site }: Ended): Card | null {
  if (failed === 0 || done <= failed) return null
  const values = { function: nameOf(facts, map), failed: countOf(failed), good: count(done - failed) }
  return { id: 'one-failed', site, values }
}

function slow(facts: Facts, event: Ended): Card | null {
  const { map, pool, total, seconds, copies, site, longest = null } = event
  const started = facts.maps.get(map)
  // Of single calls nobody knows how long the script waited in between; of imap, how long its input took.
  if (started === undefined || started.isApply === true || started.total !== total || copies.transfers === 0)
    return null
  const name = nameOf(facts, map)
  const workers = facts.workers(pool)
  const took = seconds * 1000
  const capacity = workers * took
  const { work, encode, bytes } = copies
  if (encode > work && encode >= LEAST_COPYING && bytes >= LEAST_BYTES)
    return {
      id: 'copying-dominates',
      site,
      values: { function: name, size: size(bytes), copying: words(encode), work: words(work) },
    }
  if (started.chunksize === 1 && total >= LEAST_ITEMS && work / total < QUICK && work < capacity / 2)
    return {
      id: 'chunks-of-one',
      site,
      values: { function: name, items: count(total), share: percent(work / capacity) },
    }
  if (workers < 2) return null
  if (work < took / 2) return { id: 'no-gain', site, values: { function: name, work: words(work), took: words(took) } }
  const idle = 1 - work / capacity
  const chunks = Math.ceil(total / started.chunksize)
  if (longest === null || took < LEAST_CALL || idle < LEAST_IDLE || chunks <= workers) return null
  if (longest.milliseconds < took / 2 || longest.milliseconds < (2 * work) / chunks) return null
  return {
    id: 'straggler',
    site,
    values: { function: name, longest: words(longest.milliseconds), took: words(took), idle: percent(idle) },
  }
}

function nameOf(facts: Facts, map: number): string {
  return facts.maps.get(map)?.name ?? texts.cards.anonymous
}

function countOf(items: number): string {
  return texts.things.tasks(count(items), items === 1)
}

function words(milliseconds: number): string {
  return duration(milliseconds / 1000)
}
