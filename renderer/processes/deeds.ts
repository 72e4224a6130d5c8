/** What a process does or waits for at this moment, in words. */
import { count, duration } from '../../analysis/numbers'
import type { Shared } from '../../analysis/run/sharing'
import { thingOf } from '../../analysis/run/things'
import type { MapSample, Site, TaskSample } from '../../protocol/telemetry'
import type { ProcessRow, Waiting } from './process-rows'

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
  if (row.state === 'waiting') return [plain(row.waitsFor === 'task' ? 'no task' : row.waitsFor)]
  const busy = row.quiet >= BUSY ? `busy for ${duration(row.quiet / 1000)}` : ''
  if (row.task === null) return busy === '' ? [] : [plain(busy)]
  const task = taskDeed(row.task, known)
  return [{ ...task, more: busy === '' ? task.more : `${task.more}, ${busy}` }]
}

/** As one line of text. */
export function deedText(deeds: readonly Deed[]): string {
  return deeds.map(({ text, site, more }) => `${text}${site === null ? '' : ` (line ${site.line})`}${more}`).join(' · ')
}

const plain = (text: string): Deed => ({ text, site: null, more: '' })

/** `isPrime 12 of 40`, counted from one. */
function taskDeed({ map, index, count: items, attempt }: TaskSample, known: Known): Deed {
  const call = known.map(map)
  const range = items > 1 ? `${count(index + 1)} to ${count(index + items)}` : count(index + 1)
  const total = call === undefined || call.total === 0 ? '' : ` of ${count(call.total)}`
  const again = attempt > 1 ? `, attempt ${attempt}` : ''
  return plain(`${call?.name ?? 'task'} ${range}${total}${again}`)
}

function waitingDeed({ kind, object, site }: Waiting, known: Known): Deed {
  if (kind === 'task') return plain('no task')
  if (kind === 'Process.join') return { text: `the end of ${known.nameOf(object)}`, site, more: '' }
  if (kind === 'Process.start') return { text: `the start of ${known.nameOf(object)}`, site, more: '' }
  const thing = known.thing(object)
  if (thing === undefined) return { text: kind === 'wait' ? 'one of several' : kind, site, more: '' }
  const word = thingOf(thing)
  switch (kind) {
    case 'Queue.get':
      return { text: `an item in ${word}`, site, more: '' }
    case 'Queue.put':
      return { text: `room in ${word}`, site, more: ` for ${count(thing.limit)}` }
    case 'JoinableQueue.join':
      return { text: `${word} to be done`, site, more: '' }
    case 'Connection.recv':
      return { text: `a message in ${word}`, site, more: '' }
    case 'Connection.send':
      return { text: `room in ${word}`, site, more: '' }
    case 'Barrier.wait':
      return { text: word, site, more: `, ${count(thing.depth)} of ${count(thing.limit)} there` }
    case 'Pool':
      return { text: `results of ${word}`, site, more: '' }
  }
  const names = thing.holders.map((process) => known.nameOf(process))
  return { text: word, site, more: names.length === 0 ? '' : `, held by ${names.join(', ')}` }
}
