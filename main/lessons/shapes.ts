/** Shapes of front matter whose complaints are sentences for a teacher: what is wrong, what is allowed, what was meant. */
import { closestMatch } from 'leven'
import * as v from 'valibot'

/** Letters by which a word may differ from the one that was meant. */
const NEAR = 3

type Entries = v.ObjectEntries

/** An object with these keys and no others. */
export function keyed<T extends Entries>(entries: T) {
  return v.strictObject(entries, (issue) => keyComplaint(issue, Object.keys(entries)))
}

/** One word of a list. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return v.picklist(
    words,
    ({ input }) => `must be one of ${words.join(', ')}, not ${shown(input)}${meant(input, words)}`,
  )
}

/** A text of one line or more, not blank. @param most characters */
export function textUpTo(most: number) {
  return v.pipe(
    v.string(({ input }) => `must be a text, not ${shown(input)}; write it between quotation marks`),
    v.check((text) => text.trim() !== '', 'must not be empty'),
    v.maxLength(most, ({ input }) => `may have ${most} characters at most, not ${input.length}`),
  )
}

/** @param what one of them is called, in the plural */
export function listOf<T extends v.GenericSchema>(item: T, least: number, most: number, what: string) {
  return v.pipe(
    v.array(item, ({ input }) => `must be a list of ${what}, each behind a dash, not ${shown(input)}`),
    v.check(
      (list) => list.length >= least && list.length <= most,
      ({ input }) => {
        return `must have ${least} to ${most} ${what}, not ${(input as unknown[]).length}`
      },
    ),
  )
}

/** A number that is at least zero. */
export const amount = v.pipe(
  v.number(({ input }) => `must be a number, not ${shown(input)}`),
  v.check((value) => Number.isFinite(value) && value >= 0, 'must be zero or more'),
)

export const flag = v.boolean(({ input }) => `must be true or false, not ${shown(input)}`)

/** A regular expression of JavaScript. */
export const pattern = v.pipe(
  textUpTo(200),
  v.check(isPattern, ({ input }) => `is no regular expression of JavaScript: ${patternFault(input)}`),
)

function keyComplaint(issue: v.StrictObjectIssue, keys: readonly string[]): string {
  const key = String(issue.path?.at(-1)?.key)
  if (issue.path === undefined || issue.expected === 'Object')
    return `must have the keys ${keys.join(', ')}, not ${shown(issue.input)}`
  if (issue.expected !== 'never') return `has no '${key}'`
  return `there is no key '${key}' here${meant(key, keys)}; allowed are ${keys.join(', ')}`
}

function meant(word: unknown, known: readonly string[]): string {
  const near = typeof word === 'string' ? closestMatch(word, known, { maxDistance: NEAR }) : undefined
  return near === undefined ? '' : `; did you mean '${near}'`
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'keys of its own' : `'${String(value).slice(0, 60)}'`
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
