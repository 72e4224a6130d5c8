/**
 * A run in Chrome's trace event format (JSON object form), which Perfetto and chrome://tracing open. Times are
 * microseconds of the run. See docs/formats.md.
 */
import { historyOf } from '../../analysis/run/kept'
import type { TelemetryHistory } from '../../analysis/run/history'
import type { KeptRun } from '../../protocol/history'
import type { RunEvent } from '../../protocol/run-event'
import { texts } from '../../texts/main'
import { micro, type Arguments, type PidOf, type TimedEvent, type TraceEvent } from './trace-events'
import { TASKS, taskSlices } from './trace-tasks'
import { waitSlices } from './trace-waits'

const words = texts.trace
/** What is no process of the run, in particular the machine, is told under numbers that no process can have. */
const MACHINE = 2 ** 22
/** The thread of each process that shows its state as it was sampled. */
const STATE = 2

export function trace(run: KeptRun): string {
  const history = historyOf(run)
  const pidOf = pids(run)
  const { entry, machine, telemetry } = run
  const functions = new Map(history.maps.map(({ map, name }) => [map, name]))
  const tasks = taskSlices(telemetry, (map) => functions.get(map) ?? words.task, pidOf)
  const waits = waitSlices(telemetry, pidOf)
  const timed = [...calls(run, pidOf), ...tasks, ...states(history, pidOf), ...waits.filter(isTimed), ...counters(run)]
  const named = [...names(history, pidOf), ...waits.filter((event) => !isTimed(event))]
  const traceEvents: TraceEvent[] = [...named, ...timed.sort((a, b) => a.ts - b.ts)]
  const otherData = {
    script: entry.path ?? entry.example ?? '',
    'started-at': entry.startedAt,
    machine: machine === null ? '' : `${machine.cpuModel}, ${machine.os}`,
    version: `Parallab ${machine?.version ?? ''}`,
    'chunks-per-task-record': telemetry?.chunksPerRecord ?? 1,
    'task-records-dropped': history.dropped.tasks,
  }
  return `${JSON.stringify({ displayTimeUnit: 'ms', otherData, traceEvents })}\n`
}

function isTimed(event: TraceEvent): event is TimedEvent {
  return event.ph !== 'M'
}

/** The system's numbers, which it may give again in a long run: then the later process has one of its own. */
function pids({ events, telemetry }: KeptRun): PidOf {
  const known = new Map<number, number>()
  const used = new Set<number>()
  const meet = (process: number, pid: number) => {
    if (known.has(process)) return
    const own = used.has(pid) ? MACHINE + 1 + process : pid
    known.set(process, own)
    used.add(own)
  }
  for (const event of events) if (event.type === 'process-started') meet(event.process, event.pid)
  for (const { processes } of telemetry?.batches ?? []) for (const { process, pid } of processes) meet(process, pid)
  return (process) => known.get(process) ?? MACHINE + 1 + process
}

function names({ lanes }: TelemetryHistory, pidOf: PidOf): TraceEvent[] {
  const name = (pid: number, tid: number, kind: string, args: Arguments): TraceEvent => {
    return { ph: 'M', name: kind, pid, tid, args }
  }
  return [
    name(MACHINE, 0, 'process_name', { name: words.machine }),
    name(MACHINE, 0, 'process_sort_index', { sort_index: -1 }),
    ...lanes.flatMap((lane) => {
      const pid = pidOf(lane.process)
      return [
        name(pid, 0, 'process_name', { name: lane.name }),
        name(pid, 0, 'process_sort_index', { sort_index: lane.process }),
        name(pid, TASKS, 'thread_name', { name: words.tasks }),
        name(pid, STATE, 'thread_name', { name: words.states }),
      ]
    }),
  ]
}

/** Starts and ends of processes as moments; calls of a pool from their start to their end. */
function calls({ events, entry }: KeptRun, pidOf: PidOf): TimedEvent[] {
  const owners = new Map(
    events.flatMap((event) => (event.type === 'pool-created' ? [[event.pool, event.process]] : [])),
  )
  const open = new Map<number, { readonly pool: number; readonly name: string }>()
  const end = events.findLast(({ type }) => type === 'run-ended')?.at ?? (entry.seconds ?? 0) * 1000
  const call = (ph: 'b' | 'e', at: number, map: number, args: Arguments): TimedEvent => {
    const { pool, name } = open.get(map) ?? { pool: -1, name: words.call }
    return { ph, name, cat: 'call', ts: micro(at), pid: pidOf(owners.get(pool) ?? 0), tid: TASKS, id: map, args }
  }
  const moment = (event: Extract<RunEvent, { process: number }>, args: Arguments): TimedEvent => {
    const { at, type, process } = event
    const place = { pid: pidOf(process), tid: STATE }
    return { ph: 'i', name: type, cat: 'process', ts: micro(at), ...place, s: 'p', args }
  }
  const told = events.flatMap((event): TimedEvent[] => {
    switch (event.type) {
      case 'process-started':
        return [moment(event, { parent: event.parent ?? '', warm: event.warm, daemon: event.daemon })]
      case 'process-ended':
        return [moment(event, { exitcode: event.exitcode, reason: event.reason })]
      case 'lock-abandoned':
        return [moment(event, { lock: event.lock })]
      case 'map-started':
        open.set(event.map, event)
        return [call('b', event.at, event.map, { items: event.total, chunksize: event.chunksize })]
      case 'map-ended': {
        if (!open.has(event.map)) return []
        const { done, failed, copies } = event
        const moved = { bytes: copies.bytes, 'encode, µs': micro(copies.encode), 'work, µs': micro(copies.work) }
        const ended = call('e', event.at, event.map, { done, failed, ...moved })
        open.delete(event.map)
        return [ended]
      }
      default:
        return []
    }
  })
  // A call that the end of the run has cut off ends with it.
  const cut = [...open.keys()].map((map) => call('e', end, map, { cut: true }))
  return [...told, ...cut]
}

/** What each process waited for, and when it ran, as the looks at it found. */
function states({ lanes }: TelemetryHistory, pidOf: PidOf): TimedEvent[] {
  return lanes.flatMap(({ process, spans }) =>
    spans.list.map(({ start, end, state, waitsFor }) => {
      const [from, to] = [micro(start * 1000), micro(end * 1000)]
      const place = { pid: pidOf(process), tid: STATE }
      const name = state === 'waiting' ? words.waitsFor(waitsFor || words.something) : state
      return { ph: 'X', name, cat: 'state', ts: from, dur: to - from, ...place, args: {} }
    }),
  )
}

function counters({ telemetry }: KeptRun): TimedEvent[] {
  const counter = (name: string, at: number, values: readonly (readonly [string, number])[]): TimedEvent => {
    const args = Object.fromEntries(values)
    return { ph: 'C', name, cat: 'counter', ts: micro(at), pid: MACHINE, tid: 0, args }
  }
  let looked = -1
  return (telemetry?.batches ?? []).flatMap(({ at, cores, maps, processes }) => {
    const isNew = cores.cores.length > 0 && cores.at !== looked
    looked = cores.at
    return [
      ...(isNew
        ? [
            counter(
              words.cpu,
              cores.at,
              cores.cores.map((share, i) => [words.core(i), Math.round(share * 1000) / 10] as const),
            ),
          ]
        : []),
      counter(words.rate, at, [
        [words.allCalls, maps.reduce((sum, map) => sum + (map.endedAt === null ? map.tasksPerSecond : 0), 0)],
      ]),
      counter(words.memory, at, [[words.allProcesses, processes.reduce((sum, { memory }) => sum + memory, 0)]]),
    ]
  })
}
