/** What the gallery lists, and what of it was asked for. */
import type { ExampleInfo } from '../../protocol/lab'
import type { LessonInfo, LessonProgress } from '../../protocol/lesson'
import { languageOf, type Language } from '../../protocol/language'
import { texts } from '../../texts'
import { holds, wordsOf } from '../parts/searching'

export interface Item {
  readonly kind: 'lesson' | ExampleInfo['group']
  /** Of the lesson, or the example. */
  readonly id: string
  /** Of a lesson or a listing, e.g. `05`; `''` for what has no order. */
  readonly number: string
  readonly title: string
  readonly summary: string
  /** Names of the library. */
  readonly uses: readonly string[]
  readonly minutes: number | null
  readonly progress: 'done' | 'begun' | null
  readonly hasTwin: boolean
  /** Its language where that is not the lab's first; else `''`. */
  readonly tag: string
}

export interface Group {
  readonly kind: Item['kind']
  readonly items: readonly Item[]
}

const ORDER = ['lesson', 'tutorial', 'python', 'cpython', 'lab'] as const satisfies readonly Item['kind'][]

export function exampleItem({ id, group, ...example }: ExampleInfo): Item {
  return {
    kind: group,
    id,
    number: numberOf(id),
    minutes: null,
    progress: null,
    tag: tagOf(languageOf(id)),
    ...example,
  }
}

export function lessonItem(lesson: LessonInfo, progress: LessonProgress | null): Item {
  const { id, title, summary, minutes, uses, hasTwin } = lesson
  const hasBegun = progress !== null && (progress.predicted !== null || progress.attempts > 0)
  const mark = progress?.passedAt != null ? 'done' : hasBegun ? 'begun' : null
  // As those of examples, which end without a stop.
  const short = summary.replace(/\.$/, '')
  const number = numberOf(id)
  const tag = tagOf(lesson.language)
  return { kind: 'lesson', id, number, title, summary: short, uses, minutes, progress: mark, hasTwin, tag }
}

/** What has every word somewhere in its title, its summary or the names it uses, and uses the name, if one is wanted. */
export function find(items: readonly Item[], words: string, name: string): Group[] {
  const wanted = wordsOf(words)
  const found = items.filter((item) => {
    const text = [item.number, item.title, item.summary, item.tag, ...item.uses].join(' ')
    return holds(text, wanted) && (name === '' || item.uses.includes(name))
  })
  const groups = ORDER.map((kind) => ({ kind, items: found.filter((item) => item.kind === kind) }))
  return groups.filter((group) => group.items.length > 0)
}

/** Names of the library that something uses, in alphabetical order. */
export function namesUsed(items: readonly Item[]): string[] {
  const names = new Set(items.flatMap(({ uses }) => uses))
  return [...names].sort((a, b) => a.localeCompare(b, 'en'))
}

function tagOf(language: Language): string {
  return language === 'python' ? texts.editor.languages.python : ''
}

function numberOf(id: string): string {
  return /(?:^|\/)(\d+)-/.exec(id)?.[1] ?? ''
}
