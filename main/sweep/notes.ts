/** What must be said of a sweep as a whole, so that nobody believes too much of it. */
import { texts } from '../../texts/main'
import { MOST_MAPS } from './figures'

/** @param mapsLeftOut the most of any run */
export function notesOf(mapsLeftOut: number): string[] {
  return mapsLeftOut === 0 ? [] : [texts.running.manyCalls(MOST_MAPS + mapsLeftOut, MOST_MAPS)]
}
