/** A run's ended waits in bounded memory: of too many the longest are kept, for it is those that say something. */
import { NO_WAITS, type WaitColumns } from '../../protocol/telemetry'

const MOST = 10_000
const OUTCOMES = ['got', 'timed-out', 'failed'] as const

/** A wait as it is packed: kinds and places by their number; times in microseconds, the first of the run. */
export type PackedWait = readonly [
  process: number,
  kind: number,
  object: number,
  site: number,
  start: number,
  duration: number,
  outcome: number,
]

export class WaitRecords {
  /** Waits that found no room; what is shared has counted them all. */
  dropped = 0
  private readonly kinds: string[]
  private readonly most: number
  private waits: PackedWait[] = []

  /** @param kinds the words that stand for their numbers; new ones are added */
  constructor(kinds: string[], most = MOST) {
    this.kinds = kinds
    this.most = most
  }

  add({ process, kind, object, site, start, end, outcome, dropped }: WaitColumns): void {
    this.dropped += dropped
    for (let i = 0; i < process.length; i++) {
      const begun = start[i] as number
      this.waits.push([
        process[i] as number,
        wordNumber(this.kinds, kind[i] as string),
        object[i] as number,
        site[i] as number,
        Math.round(begun * 1000),
        Math.round(((end[i] as number) - begun) * 1000),
        OUTCOMES.indexOf(outcome[i] as WaitColumns['outcome'][number]),
      ])
    }
    // Seldom, so that not every batch is sorted.
    if (this.waits.length > 2 * this.most) this.cut()
  }

  /** In the order of their ends. */
  packed(): PackedWait[] {
    this.cut()
    return [...this.waits].sort((a, b) => waitEnd(a) - waitEnd(b))
  }

  private cut(): void {
    const excess = this.waits.length - this.most
    if (excess <= 0) return
    this.waits.sort((a, b) => durationOf(b) - durationOf(a))
    this.waits.length = this.most
    this.dropped += excess
  }
}

/** The number of a word, which is added where it is new. */
export function wordNumber(words: string[], word: string): number {
  const known = words.indexOf(word)
  return known < 0 ? words.push(word) - 1 : known
}

/** Milliseconds of the run. */
export function waitEnd([, , , , start, duration]: PackedWait): number {
  return (start + duration) / 1000
}

/** Packed waits as the columns they came from. */
export function unpackWaits(packed: readonly PackedWait[], kinds: readonly string[], dropped: number): WaitColumns {
  if (packed.length === 0 && dropped === 0) return NO_WAITS
  return {
    process: packed.map(([process]) => process),
    kind: packed.map(([, kind]) => kinds[kind] ?? ''),
    object: packed.map(([, , object]) => object),
    site: packed.map(([, , , site]) => site),
    start: packed.map(([, , , , start]) => start / 1000),
    end: packed.map(waitEnd),
    outcome: packed.map(([, , , , , , outcome]) => OUTCOMES[outcome] ?? 'got'),
    dropped,
  }
}

function durationOf([, , , , , duration]: PackedWait): number {
  return duration
}
