/** Waits in a beginner's words. */
import type { Site } from '../../protocol/telemetry'
import { NOUNS } from '../run/things'
import type { Thing } from './snapshot'

/** Names that are said; of more than these, how many they are. */
const MOST_NAMES = 8

/** `lock b`, `queue jobs`, `the event made in line 5`. */
export function thingName({ kind, label, site, object }: Pick<Thing, 'kind' | 'label' | 'site' | 'object'>): string {
  const noun = NOUNS[kind]
  if (label !== '') return `${noun} ${label}`
  return site === null ? `${noun} number ${object}` : `the ${noun} made in line ${site.line}`
}

/** ` (line 14)`; with the file's name where the script has several. */
export function lineOf(site: Site | null, isOneFile: boolean): string {
  if (site === null) return ''
  return isOneFile ? ` (line ${site.line})` : ` (${site.file.split('/').at(-1)}, line ${site.line})`
}

/** `A, B and C`. */
export function listed(names: readonly string[], last = 'and'): string {
  const said = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`] : names
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} ${last} ${said.at(-1)}`
}

/** What is waited for. @param target the name of the process that is joined, or of a thing */
export function purpose(kind: string, target: string): string {
  switch (kind) {
    case 'Process.join':
      return `for ${target} to end`
    case 'Queue.get':
      return `for an item of ${target}`
    case 'Queue.put':
      return `for room in ${target}`
    case 'JoinableQueue.join':
      return `for all items of ${target} to be done`
    case 'Connection.recv':
      return `for a message from ${target}`
    case 'Connection.send':
      return `for room in ${target}`
    case 'Barrier.wait':
      return `at ${target}`
    case 'Pool':
      return `for results of ${target}`
    case 'task':
      return `for a task of ${target}`
    default:
      return `for ${target}`
  }
}

/** Why nobody else helps. */
export interface Cause {
  readonly kind: string
  readonly thing: Thing
  /** Names of those who have it, where they are not those who wait. */
  readonly holders: readonly string[]
  /** Those who wait have all of it themselves. */
  readonly isTheirs: boolean
  /** Names of those who could help, without those who wait. */
  readonly others: readonly string[]
  /** More than one process waits. */
  readonly isPlural: boolean
}

/** The clause behind what is waited for, that leads on to those who could help; `''`: nothing is to be said. */
export function because({ kind, thing, holders, isTheirs, others, isPlural }: Cause): string {
  const only = (verb: string, nobody: string) =>
    others.length > 0 ? `, which only ${listed(others)} could ${verb}` : `, and nobody else could ${nobody}`
  switch (kind) {
    case 'Lock.acquire':
    case 'RLock.acquire':
      if (isTheirs) return ', which it holds itself'
      return thing.isSignal ? only('release', 'release it') : `, held by ${listed(holders)}`
    case 'Semaphore.acquire':
    case 'BoundedSemaphore.acquire':
      if (isTheirs) return isPlural ? ', whose units they hold themselves' : ', whose units it holds itself'
      return holders.length > 0 ? `, held by ${listed(holders)}` : only('release', 'release it')
    case 'Queue.get':
      return only('put into', 'put anything into it')
    case 'Queue.put':
      return only('take from', 'take anything from it')
    case 'JoinableQueue.join': {
      const undone = thing.unfinished === 1 ? '1 is not' : `${thing.unfinished} are not`
      const it = thing.unfinished === 1 ? 'it' : 'them'
      return `, of which ${undone}, and ${others.length > 0 ? `only ${listed(others)}` : 'nobody else'} could call taskDone() for ${it}`
    }
    case 'Connection.recv':
      return only('send through', 'send one')
    case 'Connection.send':
      return only('receive from', 'receive from it')
    case 'Event.wait':
      return only('set', 'set it')
    case 'Condition.wait':
      return only('notify', 'notify it')
    case 'Barrier.wait':
      return `, which waits for ${thing.limit}: ${thing.depth} ${thing.depth === 1 ? 'has' : 'have'} come, and ${others.length > 0 ? `only ${listed(others)} could come too` : 'nobody else knows it'}`
    case 'Pool': {
      const open =
        thing.depth === 0
          ? ''
          : `, while ${thing.depth} ${thing.depth === 1 ? 'task waits' : 'tasks wait'} for a free worker`
      return others.length > 0 ? `, which only ${listed(others)} could give${open}` : open
    }
    case 'task':
      return others.length > 0 ? `, which only ${listed(others)} could give` : ''
    default:
      return ''
  }
}
