/** What is known of an item, row by row. */
import type { MapSample, Site } from '../../protocol/telemetry'
import type { TelemetryHistory } from '../../analysis/run/history'
import { rowOf, type Item } from '../../analysis/run/items'
import type { Lane } from '../../analysis/run/lane'
import { FAILED } from '../../analysis/run/track'
import { thingOf } from '../../analysis/run/things'
import { outcomeOf } from '../../analysis/run/waits'
import { count, duration, exactMoment, percent, size } from '../../analysis/numbers'
import { itemsOf } from '../timeline/glimpse'

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
  const row = lane === undefined ? -1 : rowOf(lane, item)
  if (lane === undefined || row < 0) return null
  const own = item.of === 'task' ? ofTask(history, lane, row) : ofWait(history, lane, row)
  const { start, end } = (item.of === 'task' ? lane.tasks : lane.waits).rows
  const [from, to] = [start[row] as number, end[row] as number]
  return {
    ...own,
    place: placeOf(history, item),
    process: lane.process,
    processName: lane.name,
    length: duration(to - from),
    rows: own.rows.filter(({ value }) => value !== ''),
  }
}

/** The line of the script that an item comes from. */
export function placeOf({ lanes, maps, records }: TelemetryHistory, item: Item): Site | null {
  const lane = lanes.find(({ process }) => process === item.process)
  const row = lane === undefined ? -1 : rowOf(lane, item)
  if (lane === undefined || row < 0) return null
  if (item.of === 'wait') return records.place((lane.waits.rows.site[row] as number) - 1)
  const call = maps.find(({ map }) => map === lane.tasks.rows.map[row])
  return call === undefined ? null : records.place(call.site)
}

type Own = Pick<Details, 'title' | 'function' | 'rows'>

function ofTask({ maps, records }: TelemetryHistory, { tasks: { rows } }: Lane, row: number): Own {
  const at = (column: Readonly<Record<number, number>>) => column[row] as number
  const [start, end, parts, kind] = [at(rows.start), at(rows.end), at(rows.parts), at(rows.kind)]
  const [decode, encode, items] = [at(rows.decode), at(rows.encode), at(rows.count)]
  const call = maps.find(({ map }) => map === at(rows.map))
  const text = parts > 1 ? null : records.texts.at(at(rows.text))
  const failed = (at(rows.marks) & FAILED) > 0
  const before = row === 0 ? null : start - (rows.end[row - 1] as number)
  const copied = decode + encode
  const share = end > start ? `, ${percent(copied / (end - start))} of it` : ''
  return {
    title: records.functions.list[kind] ?? 'task',
    function: kind,
    rows: [
      {
        name: 'Items',
        value:
          parts > 1
            ? `${count(items)} in ${count(parts)} tasks that were joined for room`
            : itemsOf(at(rows.index), items),
      },
      { name: 'Call', value: call === undefined ? '' : callOf(call) },
      { name: 'Given', value: text?.items ?? '', isCode: true },
      {
        name: failed ? 'Error' : 'Result',
        value: text?.result ?? (failed ? 'it failed' : ''),
        isCode: text !== null,
        alarm: failed,
      },
      { name: 'Attempt', value: at(rows.attempt) > 1 ? `${at(rows.attempt)}, because its worker died before` : '' },
      { name: 'Started', value: exactMoment(start, 3) },
      { name: 'Ended', value: exactMoment(end, 3) },
      { name: 'Waiting before', value: before === null ? '' : duration(Math.max(0, before)) },
      { name: 'Copying', value: copied > 0 ? `${duration(decode)} before, ${duration(encode)} after${share}` : '' },
      { name: 'Moved', value: moved(at(rows.bytesIn), at(rows.bytesOut)) },
    ],
  }
}

function ofWait({ lanes, records }: TelemetryHistory, { process, waits: { rows } }: Lane, row: number): Own {
  const at = (column: Readonly<Record<number, number>>) => column[row] as number
  const [start, end, parts, number] = [at(rows.start), at(rows.end), at(rows.parts), at(rows.object)]
  const operation = records.operations.list[at(rows.word)] ?? ''
  const nameOf = (wanted: number) => lanes.find((lane) => lane.process === wanted)?.name ?? `process ${wanted}`
  const isProcess = operation.startsWith('Process.')
  const shared = isProcess ? undefined : records.shared.get(number)
  const what = isProcess ? nameOf(number) : shared === undefined ? '' : thingOf(shared)
  const holders = isProcess ? [] : records.holders.during(number, start, end, process)
  const outcome = { got: 'it came', 'timed-out': 'timed out', failed: 'failed' }[outcomeOf(at(rows.outcome))]
  return {
    title: operation === 'task' ? 'waits for a task' : `waits in ${operation}`,
    function: null,
    rows: [
      { name: 'For', value: what, place: shared === undefined ? null : records.place(shared.site) },
      { name: 'Outcome', value: outcome, alarm: outcome === 'failed' },
      { name: 'Held by', value: holders.map(nameOf).join(', ') },
      { name: 'Started', value: exactMoment(start, 3) },
      { name: 'Ended', value: exactMoment(end, 3) },
      { name: 'Waits', value: parts > 1 ? `${count(parts)} that were joined for room` : '' },
    ],
  }
}

function callOf({ total, done, failed, workers }: MapSample): string {
  const what = done === total ? `all ${count(total)} done` : `${count(done)} of ${count(total)} done`
  return `${what}${failed > 0 ? `, ${count(failed)} failed` : ''}, by ${count(workers)} workers`
}

function moved(given: number, returned: number): string {
  return given + returned > 0 ? `${size(given)} in, ${size(returned)} out` : ''
}
