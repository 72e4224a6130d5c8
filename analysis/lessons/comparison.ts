/** What a check demands of a comparison of sizes. */
import type { Conditions, Verdict } from '../../protocol/lesson'
import type { Repeat } from '../../protocol/sweep'
import { texts } from '../../texts'
import { answer } from '../answer'
import { count, sizeOf } from '../numbers'
import { missing, within } from './bounds'
import type { SweepEvidence } from './evidence'

const words = texts.lessons.verdicts.comparison

/** All that it demands; what fails is told first. */
export function comparison({ sizes, repeats, best }: Conditions['comparison'], { data }: SweepEvidence): Verdict {
  const rounds = roundsOf(data.repeats)
  const runs = rounds.length === 0 ? 0 : Math.min(...rounds)
  const verdicts: Verdict[] = []
  if (sizes !== undefined) verdicts.push(within(rounds.length, sizes, words.sizes(rounds.length, count(rounds.length))))
  if (repeats !== undefined) verdicts.push(within(runs, repeats, words.repeats(runs, count(runs))))
  if (best !== undefined) {
    const found = data.repeats.length === 0 ? null : answer(data).best
    const shown = (value: number) => sizeOf(data.settings.axis, value)
    verdicts.push(
      found === null
        ? missing(words.noBest, best, shown)
        : within(found.value, best, words.best(shown(found.value)), shown),
    )
  }
  const failed = verdicts.filter(({ passed }) => !passed)
  const told = failed.length > 0 ? failed : verdicts
  return { passed: failed.length === 0, found: told.map(({ found }) => found).join('. ') }
}

/** For each size that came to its end in some round: in how many. */
function roundsOf(repeats: readonly Repeat[]): readonly number[] {
  const rounds = new Map<number, Set<number>>()
  for (const { value, round, outcome } of repeats)
    if (outcome === 'finished') rounds.set(value, (rounds.get(value) ?? new Set()).add(round))
  return [...rounds.values()].map(({ size }) => size)
}
