/**
 * Which line of a script does what a line of its Python twin does. Told by the words that both have, so that it holds
 * for any two texts that go the same way, also while one of them is changed; a line that has no like stays alone.
 */

export interface Pair {
  /** Line numbers, from 1. */
  readonly script: number
  readonly twin: number
}

/** Of all words in two lines, the share that both must have. */
const ALIKE = 0.5

/** Words of the languages themselves, which say nothing of what a line does. */
const GRAMMAR = new Set(
  (
    'as,async,await,class,const,def,else,except,export,extends,f,finally,for,from,function,if,import,in,let,new,of,' +
    'pass,readonly,return,super,try,type,while,with,catch'
  ).split(','),
)

/** What the two languages call differently. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/import\.meta\.main|__name__ == '__main__'/g, 'main'],
  [/console\.log/g, 'print'],
  [/\bself\b/g, 'this'],
  [/\b(__init__|constructor)\b/g, 'constructor'],
  [/\bNone\b/g, 'null'],
  [/\btime\.sleep\b/g, 'sleep'],
]

/** The pairs of lines that are most alike in all, in the order of both texts. */
export function correspondence(script: string, twin: string): Pair[] {
  const ours = script.split('\n').map(wordsOf)
  const theirs = twin.split('\n').map(wordsOf)
  const best = bestFrom(ours, theirs)
  const pairs: Pair[] = []
  for (let i = 0, j = 0; i < ours.length && j < theirs.length;) {
    const here = best[i]?.[j] ?? 0
    if (here === best[i + 1]?.[j]) i++
    else if (here === best[i]?.[j + 1]) j++
    else pairs.push({ script: ++i, twin: ++j })
  }
  return pairs
}

/** `best[i][j]`: how alike the lines from `i` and from `j` on can be in all. */
function bestFrom(ours: readonly Set<string>[], theirs: readonly Set<string>[]): number[][] {
  const best = Array.from({ length: ours.length + 1 }, () => Array.from({ length: theirs.length + 1 }, () => 0))
  for (let i = ours.length - 1; i >= 0; i--) {
    const [row, next] = [best[i], best[i + 1]] as [number[], number[]]
    for (let j = theirs.length - 1; j >= 0; j--) {
      const paired = (next[j + 1] ?? 0) + likeness(ours[i], theirs[j])
      row[j] = Math.max(paired, next[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return best
}

/** Lower case and without underscores, so that `get_nowait` is `getNowait`. */
function wordsOf(line: string): Set<string> {
  const text = SAME.reduce((changed, [from, to]) => changed.replace(from, to), line)
  const words = text.match(/[a-z_][\w]*|\d+(?:\.\d+)?/gi) ?? []
  return new Set(words.map((word) => word.toLowerCase().replaceAll('_', '')).filter((word) => !GRAMMAR.has(word)))
}

function likeness(a: Set<string> = new Set(), b: Set<string> = new Set()): number {
  let common = 0
  for (const word of a) if (b.has(word)) common++
  const share = (2 * common) / (a.size + b.size)
  return share >= ALIKE ? share : 0
}
