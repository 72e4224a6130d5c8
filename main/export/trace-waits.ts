/** Ended waits as slices of a thread of their own; of a process that waits for several things at once, of several. */
import type { KeptTelemetry } from '../../protocol/history'
import { texts } from '../../texts/main'
import { micro, type PidOf, type TimedEvent, type TraceEvent } from './trace-events'

const FIRST_THREAD = 3

interface Wait {
  readonly process: number
  readonly slice: Omit<Extract<TimedEvent, { ph: 'X' }>, 'pid' | 'tid'>
}

/** @returns the slices, and the names of the threads that they stand on */
export function waitSlices(telemetry: KeptTelemetry | null, pidOf: PidOf): TraceEvent[] {
  /** By process, when each of its threads is free again. */
  const threads = new Map<number, number[]>()
  const slices = waitsOf(telemetry).map(({ process, slice }): TimedEvent => {
    const free = threads.get(process) ?? []
    threads.set(process, free)
    let thread = free.findIndex((time) => time <= slice.ts)
    if (thread < 0) thread = free.length
    free[thread] = slice.ts + slice.dur
    return { ...slice, pid: pidOf(process), tid: FIRST_THREAD + thread }
  })
  const names = [...threads].flatMap(([process, { length }]) =>
    Array.from({ length }, (_, i): TraceEvent => {
      const args = { name: texts.trace.waits(i + 1) }
      return { ph: 'M', name: 'thread_name', pid: pidOf(process), tid: FIRST_THREAD + i, args }
    }),
  )
  return [...names, ...slices]
}

function waitsOf(telemetry: KeptTelemetry | null): Wait[] {
  const all = (telemetry?.batches ?? []).flatMap(({ waits, sites }) =>
    waits.process.map((process, i): Wait => {
      const site = sites[waits.site[i] as number]
      const [ts, end] = [micro(waits.start[i] as number), micro(waits.end[i] as number)]
      const args = {
        object: waits.object[i] as number,
        outcome: waits.outcome[i] as string,
        ...(site === undefined ? {} : { line: `${site.file}:${site.line}` }),
      }
      return { process, slice: { ph: 'X', name: waits.kind[i] as string, cat: 'wait', ts, dur: end - ts, args } }
    }),
  )
  return all.sort((a, b) => a.slice.ts - b.slice.ts)
}
