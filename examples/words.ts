// Find phrases that are almost alike in a text
// Watch the lanes: each worker first loads the script and with it the text,
// then takes the next phrases whenever it is done with the last ones.
import { readFileSync } from 'node:fs'
import { Pool } from 'multiprocessing'

const WORDS = 4

// Each process loads the script, so each reads the file for itself.
const text = readFileSync(new URL('declaration.txt', import.meta.url), 'utf8')
const words = text.toLowerCase().match(/[a-z'-]+/g) ?? []
const phrases = new Map(
  words.map((_, i) => {
    const phrase = words.slice(i, i + WORDS).join(' ')
    return [phrase, pairsOf(phrase)]
  }),
)

/** All that stand side by side: `word` gives `wo`, `or` and `rd`. */
function pairsOf(phrase: string): Set<string> {
  return new Set(Array.from(phrase, (_, i) => phrase.slice(i, i + 2)))
}

/** The other phrase that has the greatest share of its pairs. */
function closest(phrase: string) {
  const pairs = pairsOf(phrase)
  let best = { phrase, other: '', likeness: 0 }
  for (const [other, others] of phrases) {
    const likeness = other === phrase ? 0 : alike(pairs, others)
    if (likeness > best.likeness) best = { phrase, other, likeness }
  }
  return best
}

/** 0: nothing in common, 1: all. */
function alike(a: Set<string>, b: Set<string>): number {
  let common = 0
  for (const pair of a) if (b.has(pair)) common++
  return (2 * common) / (a.size + b.size)
}

if (import.meta.main) {
  await using pool = new Pool()
  const found = await pool.map(closest, [...phrases.keys()], 8)
  const once = found.filter(({ phrase, other }) => phrase < other)
  once.sort((a, b) => b.likeness - a.likeness)
  for (const { phrase, other, likeness } of once.slice(0, 5))
    console.log(`${Math.round(likeness * 100)} %  ${phrase} / ${other}`)
  console.log(`${words.length} words, ${phrases.size} phrases of ${WORDS}`)
}
