/** Task records as slices, with what was encoded and decoded inside them. */
import type { KeptTelemetry } from '../../protocol/history'
import { texts } from '../../texts/main'
import type { JoinedTasks, ShownTask, TaskColumns } from '../../protocol/telemetry'
import { micro, type Arguments, type PidOf, type TimedEvent } from './trace-events'

/** The thread of each process that shows what it works on. */
export const TASKS = 1

/** @param nameOf a call's function, by the call's number */
export function taskSlices(
  telemetry: KeptTelemetry | null,
  nameOf: (map: number) => string,
  pidOf: PidOf,
): TimedEvent[] {
  const { batches, chunksPerRecord } = telemetry ?? { batches: [], chunksPerRecord: 1 }
  return batches.flatMap(({ tasks }) => {
    const shown = new Map(tasks.shown.map((one) => [one.row, one]))
    const joined = new Map(tasks.joined.map((one) => [one.row, one]))
    return tasks.process.flatMap((process, i) => {
      const place = { pid: pidOf(process), tid: TASKS }
      const [ts, end] = [micro(tasks.start[i] as number), micro(tasks.end[i] as number)]
      const name = nameOf(tasks.map[i] as number)
      const args = argumentsOf(tasks, i, shown.get(i), joined.get(i))
      const task: TimedEvent = { ph: 'X', name, cat: 'task', ts, dur: end - ts, ...place, args }
      // A record that stands for several chunks only knows the sums.
      return chunksPerRecord > 1 ? [task] : [task, ...copies(tasks, i, ts, end).map((copy) => ({ ...copy, ...place }))]
    })
  })
}

function argumentsOf(
  tasks: TaskColumns,
  i: number,
  shown: ShownTask | undefined,
  joined: JoinedTasks | undefined,
): Arguments {
  const column = (name: 'map' | 'index' | 'count' | 'attempt' | 'bytesIn' | 'bytesOut') => tasks[name][i] as number
  return {
    call: column('map'),
    first: column('index'),
    items: column('count'),
    failed: tasks.failed[i] === true,
    attempt: column('attempt'),
    'bytes in': column('bytesIn'),
    'bytes out': column('bytesOut'),
    'decode, µs': micro(tasks.decode[i] as number),
    'encode, µs': micro(tasks.encode[i] as number),
    ...(joined === undefined ? {} : { chunks: joined.chunks, 'busy, µs': micro(joined.busy) }),
    ...(shown === undefined ? {} : { given: shown.items, result: shown.result }),
  }
}

/** Decoding comes first in a task, encoding last. */
function copies({ decode, encode }: TaskColumns, i: number, start: number, end: number) {
  const slice = (name: string, ts: number, dur: number) => ({ ph: 'X' as const, name, cat: 'copy', ts, dur, args: {} })
  const [before, after] = [micro(decode[i] as number), micro(encode[i] as number)]
  // Rounded, they must not reach beyond the task.
  if (before + after > end - start) return []
  return [
    ...(before > 0 ? [slice(texts.trace.decode, start, before)] : []),
    ...(after > 0 ? [slice(texts.trace.encode, end - after, after)] : []),
  ]
}
