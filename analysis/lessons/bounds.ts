/** A number against the bounds that a check sets. */
import type { Bounds, Verdict } from '../../protocol/lesson'
import { texts } from '../../texts'
import { count } from '../numbers'

const { wanted } = texts.lessons.verdicts

/** @param found a sentence without its end @param shown how an amount is written */
export function within(
  value: number,
  bounds: Bounds,
  found: string,
  shown: (amount: number) => string = count,
): Verdict {
  const passed = isWithin(value, bounds)
  return { passed, found: passed ? found : `${found}${wantedOf(bounds, shown)}` }
}

export function isWithin(value: number, { atLeast = -Infinity, atMost = Infinity }: Bounds): boolean {
  return value >= atLeast && value <= atMost
}

/** There is nothing to count. */
export function missing(found: string, bounds: Bounds, shown: (amount: number) => string = count): Verdict {
  return { passed: false, found: `${found}${wantedOf(bounds, shown)}` }
}

function wantedOf({ atLeast, atMost }: Bounds, shown: (amount: number) => string): string {
  if (atLeast === undefined) return atMost === undefined ? '' : wanted.atMost(shown(atMost))
  if (atMost === undefined) return wanted.atLeast(shown(atLeast))
  return atLeast === atMost ? wanted.exactly(shown(atLeast)) : wanted.between(shown(atLeast), shown(atMost))
}
