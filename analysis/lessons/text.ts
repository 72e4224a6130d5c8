/** What a check demands of the output, and of the script's text. */
import type { Conditions, Verdict } from '../../protocol/lesson'
import { texts } from '../../texts'
import { count } from '../numbers'
import { within } from './bounds'
import type { RunEvidence } from './evidence'

const { output: words, script: scriptWords } = texts.lessons.verdicts

const quoted = (text: string) => `“${text}”`

export function output(wanted: Conditions['output'], { console: kept }: RunEvidence): Verdict {
  if (kept === null || kept.wasDirect) return { passed: false, found: words.none }
  const lines = kept.lines.map(({ text }) => text)
  const cut = kept.missingLines === 0 ? '' : words.cut(count(kept.missingLines))
  const told = (passed: boolean, found: string): Verdict => ({ passed, found: passed ? found : found + cut })
  if ('contains' in wanted) {
    const passed = lines.some((line) => line.includes(wanted.contains))
    return told(passed, words.contains(quoted(wanted.contains), passed))
  }
  if ('matches' in wanted) {
    const passed = lines.some(matcher(wanted.matches))
    return told(passed, words.matches(wanted.matches, passed))
  }
  if ('lines' in wanted) {
    const missing = firstMissing(wanted.lines, lines)
    if (missing < 0) return told(true, words.lines)
    return told(false, words.missingLine(quoted(wanted.lines[missing] as string), missing === 0))
  }
  const { linesMatching, ...bounds } = wanted
  const matching = lines.filter(matcher(linesMatching)).length
  const { passed, found } = within(matching, bounds, words.linesMatching(matching, count(matching), linesMatching))
  return told(passed, found)
}

export function script(wanted: Conditions['script'], text: string): Verdict {
  const code = withoutComments(text)
  if ('contains' in wanted) {
    const passed = code.includes(wanted.contains)
    return { passed, found: scriptWords.contains(quoted(wanted.contains), passed) }
  }
  if ('lacks' in wanted) {
    const passed = !code.includes(wanted.lacks)
    return { passed, found: scriptWords.lacks(quoted(wanted.lacks), !passed) }
  }
  const passed = new RegExp(wanted.matches, 'm').test(code)
  return { passed, found: scriptWords.matches(wanted.matches, passed) }
}

function matcher(pattern: string): (line: string) => boolean {
  const expression = new RegExp(pattern)
  return (line) => expression.test(line)
}

/** Index of the first that is not below the ones before it, -1 if all are; other lines may stand between them. */
function firstMissing(wanted: readonly string[], lines: readonly string[]): number {
  let at = 0
  for (const [i, line] of wanted.entries()) {
    const found = lines.indexOf(line, at)
    if (found < 0) return i
    at = found + 1
  }
  return -1
}

/** What was switched off by turning it into a comment is not there. Texts between quotation marks stay. */
function withoutComments(text: string): string {
  const parts = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[^]*?\*\//g
  return text.replace(parts, (_part, kept: string | undefined) => kept ?? '')
}
