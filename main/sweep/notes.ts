/** What must be said of a sweep as a whole, so that nobody believes too much of it. */
import type { Repeat, SweepSettings } from '../../protocol/sweep'
import { MOST_MAPS } from './figures'

/** @param mapsLeftOut the most of any run */
export function notesOf({ axis }: SweepSettings, repeats: readonly Repeat[], mapsLeftOut: number): string[] {
  const notes: string[] = []
  if (axis === 'pool-size' && isPoolSizeIgnored(repeats.filter(({ outcome }) => outcome === 'finished')))
    notes.push(
      'No pool of the script takes the default size: each names its own, so the pool size changes nothing in it.',
    )
  if (mapsLeftOut > 0)
    notes.push(`A run has ${MOST_MAPS + mapsLeftOut} map calls; figures of the first ${MOST_MAPS} are kept.`)
  return notes
}

/** Whether no map ever has as many workers as were asked for, at all values. */
function isPoolSizeIgnored(repeats: readonly Repeat[]): boolean {
  const calls = new Set<number>()
  const others = new Set<number>()
  for (const { value, maps } of repeats)
    for (const { call, workers } of maps) {
      calls.add(call)
      if (workers !== value) others.add(call)
    }
  return calls.size > 0 && others.size === calls.size
}
