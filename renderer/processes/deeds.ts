/** What a process does or waits for at this moment, in words. */
import { count, duration } from '../../analysis/numbers'
import type { Shared } from '../../analysis/run/sharing'
import { thingOf } from '../../analysis/run/things'
import type { MapSample, Site, TaskSample } from '../../protocol/telemetry'
import { texts } from '../../texts'
import type { ProcessRow, Waiting } from './process-rows'

const words = texts.processes.deeds

/** Milliseconds without a sign of life after which a process that computes is said to be busy. */
const BUSY = 1000

/** What the numbers of a run stand for. */
export interface Known {
  thing(object: number): Shared | undefined
  map(map: number): MapSample | undefined
  nameOf(process: number): string
}

export interface Deed {
  readonly text: string
  /** Where in the script, if that is known. */
  readonly site: Site | null
  /** What follows the place. */
  readonly more: string
}

export function deedsOf(row: ProcessRow, known: Known): readonly Deed[] {
  if (row.state === 'ended' || row.state === 'starting') return []
  if (row.waits.length > 0) return row.waits.map((wait) => waitingDeed(wait, known))
  if (row.state === 'waiting') return [plain(row.waitsFor === 'task' ? words.noTask : row.waitsFor)]
  const busy = row.quiet >= BUSY ? words.busy(duration(row.quiet / 1000)) : ''
  if (row.task === null) return busy === '' ? [] : [plain(busy)]
  const task = taskDeed(row.task, known)
  return [busy === '' ? task : { ...task, more: words.butBusy(busy) }]
}

/** As one line of text. */
export function deedText(deeds: readonly Deed[]): string {
  return deeds
    .map(({ text, site, more }) => `${text}${site === null ? '' : words.atLine(site.line)}${more}`)
    .join(' · ')
}

const plain = (text: string): Deed => ({ text, site: null, more: '' })

/** `isPrime 12 of 40`, counted from one. */
function taskDeed({ map, index, count: items, attempt }: TaskSample, known: Known): Deed {
  const call = known.map(map)
  const last = items > 1 ? count(index + items) : ''
  const total = call === undefined || call.total === 0 ? '' : count(call.total)
  return plain(words.taskOf(call?.name ?? words.task, count(index + 1), last, total, attempt))
}

function waitingDeed({ kind, object, site }: Waiting, known: Known): Deed {
  if (kind === 'task') return plain(words.noTask)
  if (kind === 'Process.join') return { text: words.endOf(known.nameOf(object)), site, more: '' }
  if (kind === 'Process.start') return { text: words.startOf(known.nameOf(object)), site, more: '' }
  const thing = known.thing(object)
  if (thing === undefined) return { text: kind === 'wait' ? words.oneOfSeveral : kind, site, more: '' }
  const word = thingOf(thing)
  switch (kind) {
    case 'Queue.get':
      return { text: words.itemIn(word), site, more: '' }
    case 'Queue.put':
      return { text: words.roomIn(word), site, more: words.forItems(count(thing.limit)) }
    case 'JoinableQueue.join':
      return { text: words.toBeDone(word), site, more: '' }
    case 'Connection.recv':
      return { text: words.messageIn(word), site, more: '' }
    case 'Connection.send':
      return { text: words.roomIn(word), site, more: '' }
    case 'Barrier.wait':
      return { text: word, site, more: words.there(count(thing.depth), count(thing.limit)) }
    case 'Pool':
      return { text: words.resultsOf(word), site, more: '' }
  }
  const names = thing.holders.map((process) => known.nameOf(process))
  return { text: word, site, more: names.length === 0 ? '' : words.heldBy(names.join(', ')) }
}
