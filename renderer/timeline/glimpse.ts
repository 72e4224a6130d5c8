/** An item in a few lines, for the tooltip and for those who hear it. */
import type { TelemetryHistory } from '../../analysis/run/history'
import { rowOf, stretchOf, type Item } from '../../analysis/run/items'
import type { Lane } from '../../analysis/run/lane'
import { FAILED } from '../../analysis/run/track'
import { waitFactsOf } from '../../analysis/run/wait-facts'
import { count, duration, exactMoment } from '../../analysis/numbers'
import { thingOf } from '../../analysis/run/things'
import { texts } from '../../texts'
import { waitLabel } from './lane-rows'

const words = texts.selection

export interface Glimpse {
  readonly title: string
  /** How long it took. */
  readonly length: string
  /** Of a task: its function's number. */
  readonly function: number | null
  readonly lines: readonly { readonly text: string; readonly alarm: boolean }[]
}

/** @param crowd number of tasks that stand under the pointer together */
export function glimpseOf(history: TelemetryHistory, lane: Lane, item: Item, crowd = 1): Glimpse | null {
  const glimpse = item.of === 'task' ? ofTask(history, lane, rowOf(lane, item)) : ofWait(history, lane, item)
  if (glimpse === null) return null
  const more = crowd > 1 ? [{ text: words.crowd(count(crowd)), alarm: false }] : []
  return { ...glimpse, lines: [...glimpse.lines, ...more] }
}

/** In one sentence. */
export function saidOf(history: TelemetryHistory, lane: Lane, item: Item): string {
  const glimpse = glimpseOf(history, lane, item)
  if (glimpse === null) return ''
  const { title, length, lines } = glimpse
  return [`${lane.name}: ${title}`, length, ...lines.map(({ text }) => text)].join(', ')
}

/** `item 12`, `items 12 to 15`. */
export function itemsOf(index: number, items: number): string {
  return items === 1 ? words.item(count(index)) : words.items(count(index), count(index + items - 1))
}

function ofTask({ records }: TelemetryHistory, { tasks: { rows } }: Lane, row: number): Glimpse | null {
  if (row < 0) return null
  const [start, end, parts] = [rows.start[row], rows.end[row], rows.parts[row]] as [number, number, number]
  const [decode, encode, attempt] = [rows.decode[row], rows.encode[row], rows.attempt[row]] as [number, number, number]
  const text = parts > 1 ? null : records.texts.at(rows.text[row] as number)
  const failed = ((rows.marks[row] as number) & FAILED) > 0
  const lines = [
    parts > 1 ? words.tasksJoined(count(parts)) : itemsOf(rows.index[row] as number, rows.count[row] as number),
    text === null ? '' : words.given(text.items),
    decode + encode > 0 ? words.copying(words.copies(duration(decode), duration(encode))) : '',
    attempt > 1 ? words.attempt(attempt) : '',
    words.at(exactMoment(start, 3)),
  ].map((line) => ({ text: line, alarm: false }))
  const what = failed
    ? [{ text: text === null || text.result === '' ? words.failed : words.failedWith(text.result), alarm: true }]
    : []
  const kind = rows.kind[row] as number
  return {
    title: records.functions.list[kind] ?? words.task,
    length: duration(end - start),
    function: kind,
    lines: [...what, ...lines.filter((line) => line.text !== '')],
  }
}

function ofWait({ records, sharing, now }: TelemetryHistory, lane: Lane, item: Item): Glimpse | null {
  const wait = waitFactsOf(records, lane, item)
  if (wait === null) return null
  const { operation, object, start, end, outcome, parts } = wait
  const length = duration((end ?? stretchOf(lane, item, now).end) - start)
  const shared = sharing.waitedFor(operation, object)?.sample
  const place = records.place(wait.site)
  const waits = shared === undefined ? words.waitsIn(operation) : words.waitsInOf(operation, thingOf(shared))
  const lines = [
    { text: outcome === 'got' || outcome === null ? '' : words.outcomes[outcome], alarm: outcome === 'failed' },
    { text: parts > 1 ? words.waitsJoined(count(parts)) : '', alarm: false },
    { text: place === null ? '' : texts.processes.line(place.line), alarm: false },
    { text: words.at(exactMoment(start, 3)), alarm: false },
  ]
  return {
    title: operation === 'task' ? waitLabel(operation) : waits,
    length: end === null ? texts.timeline.soFar(length) : length,
    function: null,
    lines: lines.filter(({ text }) => text !== ''),
  }
}
