/** A pool with its tasks recorded and without, in alternation: what does recording cost? */
import { median } from './statistics.mjs'

const PAIRS = 12
/** Drawings of pairs for the interval of their median. */
const DRAWINGS = 2_000
const FIGURES = ['tasks', 'tasks.cpu', 'nothing', 'nothing.cpu']

/**
 * @param run runs the case's script with these further arguments, and answers its samples by figure
 * @returns the samples by figure: of each pair the time with recording over the time without
 */
export async function measureMeasuring(run) {
  const pairs = []
  for (let i = 0; i < PAIRS; i++) {
    // Each is first as often as the other.
    const isOnFirst = i % 2 === 0
    const first = await run(...(isOnFirst ? [] : ['--no-measure']))
    const second = await run(...(isOnFirst ? ['--no-measure'] : []))
    pairs.push(isOnFirst ? { on: first, off: second } : { on: second, off: first })
  }
  return Object.fromEntries(
    FIGURES.flatMap((figure) => {
      const ratios = pairs.map(({ on, off }) => median(on[figure]) / median(off[figure]))
      const [low, high] = interval(ratios)
      return [
        [`measuring.${figure}`, ratios],
        [`measuring.${figure}.low`, [low]],
        [`measuring.${figure}.high`, [high]],
      ]
    }),
  )
}

/** Where the median of other pairs would lie, 95 times in 100. */
function interval(ratios) {
  let state = 1
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const medians = Array.from({ length: DRAWINGS }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)])),
  ).sort((a, b) => a - b)
  return [medians[Math.floor(DRAWINGS * 0.025)], medians[Math.ceil(DRAWINGS * 0.975) - 1]]
}
