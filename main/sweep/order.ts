/** In which order the values of a sweep are visited. */
import type { SweepSettings } from '../../protocol/sweep'

export interface Round {
  /** Among the warm-ups, or among the repeats. */
  readonly number: number
  readonly isWarmup: boolean
  readonly values: readonly number[]
}

/**
 * Each round visits every value once, so that a drift of the machine hits all alike, in an order of its own, so that no
 * value always comes behind the same other one.
 */
export function roundsOf({ values, warmups, repeats, seed }: SweepSettings): Round[] {
  const random = generator(seed)
  return [true, false].flatMap((isWarmup) =>
    Array.from({ length: isWarmup ? warmups : repeats }, (_, number) => ({
      number,
      isWarmup,
      values: shuffled(values, random),
    })),
  )
}

/** For the orders of one sweep, which is kept with it. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 2 ** 31)
}

/** Fisher and Yates. */
function shuffled(values: readonly number[], random: () => number): number[] {
  const order = [...values]
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j] as number, order[i] as number]
  }
  return order
}

/** Marsaglia's xorshift, 32 bits: numbers from 0 to 1. */
function generator(seed: number): () => number {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
