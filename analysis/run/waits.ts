/** Waits of a process one by one. */
import type { WaitColumns } from '../../protocol/telemetry'
import { texts } from '../../texts'
import { Track } from './track'

/** Ways of waiting, by what could end it; the place in the list is a row's kind. */
export const WAYS: readonly string[] = texts.things.ways

const OUTCOMES: readonly WaitColumns['outcome'][number][] = ['got', 'timed-out', 'failed']

export type WaitTrack = ReturnType<typeof waitTrack>

/** @returns `word` is the operation's number in `Words`, `site` one more than that in `Sites`, `outcome` that of `outcomeOf` */
export function waitTrack() {
  return new Track(
    (size) => ({
      word: new Uint8Array(size),
      object: new Uint32Array(size),
      site: new Uint32Array(size),
      outcome: new Uint8Array(size),
    }),
    [],
  )
}

/** @param operation `Lock.acquire`, `task`, … */
export function wayOf(operation: string): number {
  if (operation === 'task') return 0
  if (operation.endsWith('.acquire')) return 1
  return /^Connection\.|Queue\.(get|put)$/.test(operation) ? 2 : 3
}

export function outcomeNumber(outcome: WaitColumns['outcome'][number]): number {
  return OUTCOMES.indexOf(outcome)
}

export function outcomeOf(number: number): WaitColumns['outcome'][number] {
  return OUTCOMES[number] ?? 'got'
}
