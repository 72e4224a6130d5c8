/** What must be said of a sweep as a whole, so that nobody believes too much of it. */
import { MOST_MAPS } from './figures'

/** @param mapsLeftOut the most of any run */
export function notesOf(mapsLeftOut: number): string[] {
  return mapsLeftOut === 0
    ? []
    : [`A run has ${MOST_MAPS + mapsLeftOut} map calls; figures of the first ${MOST_MAPS} are kept.`]
}
