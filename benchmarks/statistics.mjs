/** Samples of several rounds in, what the tables say out. */

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** @param rounds the samples of each round; a round in which a thing was not measured is empty */
export function summary(rounds) {
  const all = rounds.flat()
  if (all.length === 0) return null
  return { median: median(all), min: Math.min(...all), max: Math.max(...all), samples: all.length }
}

/** The median over the rounds of ours / theirs, each of one round; `null` when no round has both. */
export function ratioOf(ours, theirs) {
  const ratios = ours.flatMap((samples, round) =>
    samples.length > 0 && (theirs[round] ?? []).length > 0 ? [median(samples) / median(theirs[round])] : [],
  )
  return ratios.length === 0 ? null : median(ratios)
}

/** @returns met, missed, `not measured`, or nothing where there is no goal */
export function verdictOf(goal, value) {
  if (goal === undefined) return ''
  if (value === null) return 'not measured'
  return value <= (goal.most ?? Infinity) && value >= (goal.least ?? -Infinity) ? 'met' : 'missed'
}
