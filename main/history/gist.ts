/** What the list says of what came of a run or a sweep; worked out once, when it has ended. */
import type { HistoryEntry, RunFigures } from '../../protocol/history'
import type { SweepAnswer } from '../../protocol/sweep'

export type Gist = Pick<HistoryEntry, 'throughput' | 'best'>

export const NO_GIST: Gist = { throughput: null, best: null }

/** Its calls one after another, as a sweep counts them. */
export function gistOfRun({ maps }: RunFigures): Gist {
  const ended = maps.flatMap((map) => (map.endedAt === null ? [] : [{ ...map, endedAt: map.endedAt }]))
  const items = ended.reduce((sum, { done }) => sum + done, 0)
  const seconds = ended.reduce((sum, { startedAt, endedAt }) => sum + endedAt - startedAt, 0) / 1000
  return { throughput: items > 0 && seconds > 0 ? items / seconds : null, best: null }
}

export function gistOfSweep({ best, points }: SweepAnswer): Gist {
  const speedUp = points.find(({ value }) => value === best?.value)?.speedUp?.value
  return { throughput: null, best: best === null || speedUp === undefined ? null : { value: best.value, speedUp } }
}
