/** Where the arrow keys go from one item. */
import { nearest, neighbour, type Item } from '../../analysis/run/items'
import type { Lane } from '../../analysis/run/lane'

/**
 * @param sight where to begin when nothing is selected: the first lane in sight, and a time in seconds
 * @returns `null` where there is nothing further, `undefined` for a key that does not walk
 */
export function walk(
  key: string,
  lanes: readonly Lane[],
  from: Item | null,
  sight: { readonly first: number; readonly time: number },
): Item | null | undefined {
  if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key)) return undefined
  const at = lanes.findIndex(({ process }) => process === from?.process)
  const lane = lanes[at]
  if (from === null || lane === undefined) return beside(lanes, sight.first, 1, sight.time)
  if (key === 'ArrowLeft') return neighbour(lane, from, -1)
  if (key === 'ArrowRight') return neighbour(lane, from, 1)
  if (key === 'Home') return nearest(lane, -Infinity)
  if (key === 'End') return nearest(lane, Infinity)
  const middle = (from.start + from.end) / 2
  return key === 'ArrowUp' ? beside(lanes, at - 1, -1, middle) : beside(lanes, at + 1, 1, middle)
}

/** In the first lane that has anything. */
function beside(lanes: readonly Lane[], first: number, step: -1 | 1, time: number): Item | null {
  for (let i = first; i >= 0 && i < lanes.length; i += step) {
    const item = nearest(lanes[i] as Lane, time)
    if (item !== null) return item
  }
  return null
}
