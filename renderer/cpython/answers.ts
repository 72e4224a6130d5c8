/** What CPython would do at a name of the library: out of the table of conformance and the docstrings (`npm run docs`). */
import { texts } from '../../texts'

type Verdict = 'same' | 'better' | 'absent'

/** `answers.json`. */
export interface Answers {
  /** Behaviours that scripts have shown: what it does, how that stands to CPython, why. */
  readonly rows: readonly (readonly [says: string, verdict: Verdict, why: string])[]
  /** By name, and by class and member: CPython's name in words, `null` if it has none, and the rows about it. */
  readonly names: Readonly<Record<string, { readonly cpython: string | null; readonly rows: readonly number[] }>>
  /** What CPython has and the library has not: the row that says why. */
  readonly absent: Readonly<Record<string, number>>
}

export interface Answer {
  /** `Pool.map`. */
  readonly name: string
  readonly verdict: Verdict | 'only-here'
  /** In one sentence. */
  readonly says: string
  /** What differs, and why; then what is the same. */
  readonly better: readonly { readonly says: string; readonly why: string }[]
  readonly same: readonly string[]
}

let loaded: Promise<Answers> | undefined

/** Read when somebody first asks. */
export function allAnswers(): Promise<Answers> {
  return (loaded ??= import('./answers.json').then((file) => file.default as unknown as Answers))
}

/** @param name a name of the library, or `Class.member`; `null` where it says nothing of it */
export function answerFor(name: string, { names, rows, absent }: Answers): Answer | null {
  const words = texts.cards.cpython
  const known = Object.hasOwn(names, name) ? names[name] : undefined
  if (known === undefined) {
    const [says, , why] = rows[(Object.hasOwn(absent, name) ? absent[name] : undefined) ?? -1] ?? []
    if (says === undefined || why === undefined) return null
    return { name, verdict: 'absent', says: words.absent(why), better: [], same: [] }
  }
  const about = known.rows.map((row) => rows[row]).filter((row) => row !== undefined)
  const better = about.filter(([, verdict]) => verdict === 'better').map(([says, , why]) => ({ says, why }))
  const same = [...new Set(about.filter(([, verdict]) => verdict === 'same').map(([says]) => says))]
  const { cpython } = known
  if (cpython === null) return { name, verdict: 'only-here', says: words.onlyHere, better, same }
  const verdict = better.length > 0 ? 'better' : 'same'
  return { name, verdict, says: words[verdict](cpython), better, same }
}

/** As Markdown, for a hover. */
export function markdownOf({ says, better, same }: Answer): string {
  const lines = [
    ...better.map((row) => `- ${row.says} ${texts.cards.cpython.but(row.why)}`),
    ...same.map((row) => `- ${row}`),
  ]
  return [`**${texts.cards.cpython.title}** ${says}`, ...(lines.length === 0 ? [] : ['', ...lines])].join('\n')
}
