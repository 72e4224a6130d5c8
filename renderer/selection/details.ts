/** What is known of an item, row by row. */
import type { MapSample, Site } from '../../protocol/telemetry'
import type { TelemetryHistory } from '../../analysis/run/history'
import { rowOf, stretchOf, type Item } from '../../analysis/run/items'
import type { Lane } from '../../analysis/run/lane'
import { isForProcess } from '../../analysis/run/sharing'
import { FAILED } from '../../analysis/run/track'
import { thingOf } from '../../analysis/run/things'
import { waitFactsOf } from '../../analysis/run/wait-facts'
import { texts } from '../../texts'
import { count, duration, exactMoment, percent, size } from '../../analysis/numbers'
import { itemsOf } from '../timeline/glimpse'

const words = texts.selection

export interface Detail {
  readonly name: string
  readonly value: string
  readonly place?: Site | null
  /** As the script wrote it. */
  readonly isCode?: boolean
  readonly alarm?: boolean
}

export interface Details {
  readonly title: string
  readonly place: Site | null
  /** A task's function, by its number. */
  readonly function: number | null
  readonly process: number
  readonly processName: string
  readonly length: string
  readonly rows: readonly Detail[]
}

/** `null` where nothing is known of it any more. */
export function detailsOf(history: TelemetryHistory, item: Item): Details | null {
  const lane = history.lanes.find(({ process }) => process === item.process)
  const own = lane === undefined ? null : item.of === 'task' ? ofTask(history, lane, item) : ofWait(history, lane, item)
  if (lane === undefined || own === null) return null
  return {
    ...own,
    place: placeOf(history, item),
    process: lane.process,
    processName: lane.name,
    rows: own.rows.filter(({ value }) => value !== ''),
  }
}

/** The line of the script that an item comes from: of a task its function where that is known, or the call. */
export function placeOf({ lanes, maps, records }: TelemetryHistory, item: Item, wanted?: 'call'): Site | null {
  const lane = lanes.find(({ process }) => process === item.process)
  if (lane === undefined) return null
  if (item.of === 'wait') return records.place(waitFactsOf(records, lane, item)?.site ?? -1)
  const call = maps.find(({ map }) => map === lane.tasks.rows.map[rowOf(lane, item)])
  if (call === undefined) return null
  return (wanted === 'call' ? null : records.place(call.definedAt)) ?? records.place(call.site)
}

type Own = Pick<Details, 'title' | 'function' | 'length' | 'rows'>

function ofTask({ maps, records }: TelemetryHistory, lane: Lane, item: Item): Own | null {
  const row = rowOf(lane, item)
  if (row < 0) return null
  const { rows } = lane.tasks
  const at = (column: Readonly<Record<number, number>>) => column[row] as number
  const [start, end, parts, kind] = [at(rows.start), at(rows.end), at(rows.parts), at(rows.kind)]
  const [decode, encode, items] = [at(rows.decode), at(rows.encode), at(rows.count)]
  const call = maps.find(({ map }) => map === at(rows.map))
  const text = parts > 1 ? null : records.texts.at(at(rows.text))
  const failed = (at(rows.marks) & FAILED) > 0
  const before = row === 0 ? null : start - (rows.end[row - 1] as number)
  const copied = decode + encode
  const copies = copied > 0 ? words.copies(duration(decode), duration(encode)) : ''
  return {
    title: records.functions.list[kind] ?? words.task,
    function: kind,
    length: duration(end - start),
    rows: [
      {
        name: words.rows.items,
        value: parts > 1 ? words.itemsJoined(count(items), count(parts)) : itemsOf(at(rows.index), items),
      },
      { name: words.rows.call, value: call === undefined ? '' : callOf(call), place: records.place(call?.site ?? -1) },
      { name: words.rows.given, value: text?.items ?? '', isCode: true },
      {
        name: failed ? words.rows.error : words.rows.result,
        value: text?.result ?? (failed ? words.itFailed : ''),
        isCode: text !== null,
        alarm: failed,
      },
      { name: words.rows.attempt, value: at(rows.attempt) > 1 ? words.again(at(rows.attempt)) : '' },
      { name: words.rows.started, value: exactMoment(start, 3) },
      { name: words.rows.ended, value: exactMoment(end, 3) },
      { name: words.rows.before, value: before === null ? '' : duration(Math.max(0, before)) },
      {
        name: words.rows.copying,
        value: copies === '' || end <= start ? copies : words.copiesOf(copies, percent(copied / (end - start))),
      },
      { name: words.rows.moved, value: moved(at(rows.bytesIn), at(rows.bytesOut)) },
    ],
  }
}

function ofWait({ lanes, records, sharing, now }: TelemetryHistory, lane: Lane, item: Item): Own | null {
  const wait = waitFactsOf(records, lane, item)
  if (wait === null) return null
  const { operation, object, start, end, parts } = wait
  const until = end ?? stretchOf(lane, item, now).end
  const length = duration(until - start)
  const nameOf = (wanted: number) => lanes.find((lane) => lane.process === wanted)?.name ?? words.process(wanted)
  const isProcess = isForProcess(operation)
  const shared = sharing.waitedFor(operation, object)?.sample
  const what = isProcess ? nameOf(object) : shared === undefined ? '' : thingOf(shared)
  const holders = isProcess ? [] : sharing.holdersDuring(object, start, until, lane.process)
  const outcome = wait.outcome === null ? texts.timeline.goesOn : words.outcomes[wait.outcome]
  return {
    title: operation === 'task' ? words.waitsForTask : words.waitsIn(operation),
    function: null,
    length: end === null ? texts.timeline.soFar(length) : length,
    rows: [
      { name: words.rows.for, value: what, place: shared?.site ?? null },
      { name: words.rows.outcome, value: outcome, alarm: wait.outcome === 'failed' },
      { name: words.rows.heldBy, value: holders.map(nameOf).join(', ') },
      { name: words.rows.started, value: exactMoment(start, 3) },
      { name: words.rows.ended, value: end === null ? '' : exactMoment(end, 3) },
      { name: words.rows.waits, value: parts > 1 ? words.joined(count(parts)) : '' },
    ],
  }
}

function callOf({ total, done, failed, workers }: MapSample): string {
  const what = done === total ? words.allDone(count(total)) : words.someDone(count(done), count(total))
  return words.call(what, failed > 0 ? count(failed) : '', count(workers))
}

function moved(given: number, returned: number): string {
  return given + returned > 0 ? words.moved(size(given), size(returned)) : ''
}
