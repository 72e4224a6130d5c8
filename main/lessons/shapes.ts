/** Shapes of front matter whose complaints are sentences for a teacher: what is wrong, what is allowed, what was meant. */
import { closestMatch } from 'leven'
import * as v from 'valibot'
import { texts } from '../../texts/main'

const { format } = texts.lessonFaults
/** Letters by which a word may differ from the one that was meant. */
const NEAR = 3

type Entries = v.ObjectEntries

/** An object with these keys and no others. */
export function keyed<T extends Entries>(entries: T) {
  return v.strictObject(entries, (issue) => keyComplaint(issue, Object.keys(entries)))
}

/** One word of a list. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return v.picklist(words, ({ input }) => format.oneOf(words, shown(input), meant(input, words)))
}

/** A text of one line or more, not blank. @param most characters */
export function textUpTo(most: number) {
  return v.pipe(
    v.string(({ input }) => format.text(shown(input))),
    v.check((text) => text.trim() !== '', format.empty),
    v.maxLength(most, ({ input }) => format.long(most, input.length)),
  )
}

/** @param what one of them is called, in the plural */
export function listOf<T extends v.GenericSchema>(item: T, least: number, most: number, what: string) {
  return v.pipe(
    v.array(item, ({ input }) => format.list(what, shown(input))),
    v.check(
      (list) => list.length >= least && list.length <= most,
      ({ input }) => format.length(least, most, what, (input as unknown[]).length),
    ),
  )
}

/** A number that is at least zero. */
export const amount = v.pipe(
  v.number(({ input }) => format.number(shown(input))),
  v.check((value) => Number.isFinite(value) && value >= 0, format.negative),
)

export const flag = v.boolean(({ input }) => format.flag(shown(input)))

/** A regular expression of JavaScript. */
export const pattern = v.pipe(
  textUpTo(200),
  v.check(isPattern, ({ input }) => format.noPattern(patternFault(input))),
)

function keyComplaint(issue: v.StrictObjectIssue, keys: readonly string[]): string {
  const key = String(issue.path?.at(-1)?.key)
  if (issue.path === undefined || issue.expected === 'Object') return format.noKeys(keys, shown(issue.input))
  if (issue.expected !== 'never') return format.lacks(key)
  return format.unknownKey(key, meant(key, keys), keys)
}

function meant(word: unknown, known: readonly string[]): string | null {
  return typeof word === 'string' ? (closestMatch(word, known, { maxDistance: NEAR }) ?? null) : null
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return format.input.nothing
  if (Array.isArray(value)) return format.input.list
  return typeof value === 'object' ? format.input.keys : `'${String(value).slice(0, 60)}'`
}

function isPattern(text: string): boolean {
  return patternFault(text) === ''
}

function patternFault(text: string): string {
  try {
    new RegExp(text)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
