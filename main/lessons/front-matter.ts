/** Takes a `lesson.md` apart: YAML between two lines of dashes, then Markdown. Every complaint has its line. */
import * as v from 'valibot'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import type { LessonProblem } from '../../protocol/lesson'
import { texts } from '../../texts/main'
import { frontMatterShape } from './front-matter-shape'

type FrontMatter = v.InferOutput<typeof frontMatterShape>

export type Parted =
  | { readonly ok: true; readonly front: FrontMatter; readonly text: string }
  | { readonly ok: false; readonly problems: readonly LessonProblem[] }

const words = texts.lessonFaults.format
const FENCE = /^---\s*$/
const MOST_PROBLEMS = 20
/** The front matter begins on the line below the first fence. */
const FIRST_LINE = 2

/** @param file as complaints name it */
export function partLesson(source: string, file: string): Parted {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/)
  const end = lines.findIndex((line, i) => i > 0 && FENCE.test(line))
  if (!FENCE.test(lines[0] ?? '')) return refused([{ file, line: 1, message: words.noFence }])
  if (end < 0) return refused([{ file, line: 1, message: words.noEnd }])
  const counter = new LineCounter()
  const yaml = parseDocument(lines.slice(1, end).join('\n'), { lineCounter: counter })
  const lineAt = (offset: number) => counter.linePos(offset).line + FIRST_LINE - 1
  const [fault] = yaml.errors
  if (fault !== undefined) {
    // The second line of the message draws the place, which is told by its number here.
    const [sentence = ''] = fault.message.split(/ at line \d+|\n/)
    return refused([{ file, line: lineAt(fault.pos[0]), message: words.noYaml(sentence) }])
  }
  const read = plain(yaml)
  if (!read.ok) return refused([{ file, line: FIRST_LINE, message: read.message }])
  const checked = v.safeParse(frontMatterShape, read.value)
  if (checked.success)
    return {
      ok: true,
      front: checked.output,
      text: lines
        .slice(end + 1)
        .join('\n')
        .trim(),
    }
  const problems = checked.issues.map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => key)
    return { file, line: lineAt(offsetOf(yaml, path)), message: `${subject(path, issue)}${issue.message}` }
  })
  return refused(problems.sort((a, b) => a.line - b.line).slice(0, MOST_PROBLEMS))
}

function refused(problems: readonly LessonProblem[]): Parted {
  return { ok: false, problems }
}

/** Aliases that would make a small file a huge value are refused by the library. */
function plain(yaml: Document) {
  try {
    return { ok: true, value: yaml.toJS() as unknown } as const
  } catch (error) {
    return { ok: false, message: words.unreadable((error as Error).message) } as const
  }
}

/** Where the deepest node of the path stands that is there; of a key the key itself. */
function offsetOf(yaml: Document, path: readonly unknown[]): number {
  let node: unknown = yaml.contents
  let offset = 0
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key: own }) => isScalar(own) && String(own.value) === String(key))
      if (pair === undefined) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[key as number]
      offset = startOf(node) ?? offset
    } else break
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] } | null)?.range?.[0]
}

/** `checks 2, processes: `; a complaint about keys is of what holds them. */
function subject(path: readonly unknown[], issue: v.BaseIssue<unknown>): string {
  const isOfKey = issue.type === 'strict_object' && issue.expected !== 'Object'
  const of = isOfKey ? path.slice(0, -1) : path
  const parts = of.map((key, i) => (typeof key === 'number' ? ` ${key + 1}` : `${i === 0 ? '' : ', '}${String(key)}`))
  return parts.length === 0 ? '' : `${parts.join('')}: `
}
