/** How much of all processors a run's own processes used. */
import { Union } from '../run/union'
import { eventsOf, type RunEvidence } from './evidence'

export interface ProcessorUse {
  /** Of all processors, 0 to 1. */
  readonly share: number
  /** Looked at only while calls of pools went on. */
  readonly withPools: boolean
}

/** `null` where nothing was sampled in that time. */
export function processorUse(run: RunEvidence): ProcessorUse | null {
  const calls = callsOf(run)
  let before = 0
  let time = 0
  let used = 0
  for (const { at, processes, cores } of run.telemetry?.batches ?? []) {
    const span = calls === null ? at - before : covered(calls, before, at)
    before = at
    if (cores.cores.length === 0) continue
    time += span
    used += (span * processes.reduce((sum, { cpu }) => sum + cpu, 0)) / cores.cores.length
  }
  return time === 0 ? null : { share: used / time, withPools: calls !== null }
}

type Interval = readonly [start: number, end: number]

/** When calls of pools went on, in milliseconds of the run; `null` without any. */
function callsOf(run: RunEvidence): readonly Interval[] | null {
  const ends = new Map(eventsOf(run, 'map-ended').map(({ map, at }) => [map, at]))
  const calls = eventsOf(run, 'map-started').map(({ map, at }): Interval => [at, ends.get(map) ?? Infinity])
  return calls.length === 0 ? null : calls
}

/** Milliseconds from one time to another in which at least one of them went on. */
function covered(calls: readonly Interval[], from: number, to: number): number {
  const union = new Union()
  for (const [start, end] of calls) union.add(Math.max(start, from), Math.min(end, to))
  return union.length
}
