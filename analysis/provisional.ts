/** What a sweep says while it goes on: of sizes that have not had their turn nothing yet, and no doubts that time will settle. */
import type { SweepAnswer, SweepData } from '../protocol/sweep'
import { answer } from './answer'

/** Resamples: the ends of the intervals move with each repeat anyway. */
const DRAWS = 400

/** @param data with all values that will be visited. @returns `null` before a repeat has ended */
export function provisional(data: SweepData): SweepAnswer | null {
  if (data.repeats.length === 0) return null
  const found = answer(data, 1, DRAWS)
  const visited = new Set(data.repeats.map(({ value }) => value))
  const isRound = visited.size === data.settings.values.length
  return {
    ...found,
    sentence: isRound ? found.sentence : '',
    best: isRound ? found.best : null,
    points: found.points.map((point) => (visited.has(point.value) ? point : { ...point, failure: null })),
    refusals: [],
  }
}
