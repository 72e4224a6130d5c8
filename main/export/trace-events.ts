/** The events of Chrome's trace event format that a trace is made of. Times are microseconds of the run. */

export interface Place {
  readonly pid: number
  readonly tid: number
}
export type Arguments = Readonly<Record<string, string | number | boolean>>
interface Timed extends Place {
  readonly name: string
  readonly cat: string
  readonly ts: number
  readonly args: Arguments
}

export type TraceEvent =
  | (Place & { readonly ph: 'M'; readonly name: string; readonly args: Arguments })
  /** Complete: with its duration. */
  | (Timed & { readonly ph: 'X'; readonly dur: number })
  /** Begin and end of what may overlap others, told by `id`. */
  | (Timed & { readonly ph: 'b' | 'e'; readonly id: number })
  /** A moment of a process. */
  | (Timed & { readonly ph: 'i'; readonly s: 'p' })
  | (Timed & { readonly ph: 'C' })

export type TimedEvent = Exclude<TraceEvent, { ph: 'M' }>
/** The number under which a process is told. */
export type PidOf = (process: number) => number

/** @param at milliseconds of the run */
export function micro(at: number): number {
  return Math.round(at * 1000)
}
