/** Small checks of what came over a boundary: each returns the value with its type, or throws naming what is wrong. */

export type Check<T> = (value: unknown, what: string) => T

/** Something that the page sent has not the shape that the protocol says. */
export class ShapeError extends Error {
  override name = 'ShapeError'
}

export const nothing: Check<null> = (value, what) => {
  if (value !== null) throw new ShapeError(`${what} must be null`)
  return null
}

export const flag: Check<boolean> = (value, what) => {
  if (typeof value !== 'boolean') throw new ShapeError(`${what} must be true or false`)
  return value
}

/** @param most characters */
export function text(most: number): Check<string> {
  return (value, what) => {
    if (typeof value !== 'string') throw new ShapeError(`${what} must be a text`)
    if (value.length > most) throw new ShapeError(`${what} is longer than ${most} characters`)
    return value
  }
}

export function number(least: number, most: number): Check<number> {
  return (value, what) => {
    if (typeof value !== 'number' || !(value >= least && value <= most))
      throw new ShapeError(`${what} must be a number from ${least} to ${most}`)
    return value
  }
}

export function whole(least: number, most: number): Check<number> {
  return (value, what) => {
    if (!Number.isInteger(value)) throw new ShapeError(`${what} must be a whole number from ${least} to ${most}`)
    return number(least, most)(value, what)
  }
}

export function oneOf<const T extends string>(...words: readonly T[]): Check<T> {
  return (value, what) => {
    const found = words.find((word) => word === value)
    if (found === undefined) throw new ShapeError(`${what} must be one of ${words.join(', ')}`)
    return found
  }
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return (value, what) => (value === null ? null : check(value, what))
}

export function list<T>(most: number, check: Check<T>): Check<readonly T[]> {
  return (value, what) => {
    if (!Array.isArray(value) || value.length > most)
      throw new ShapeError(`${what} must be a list of at most ${most} entries`)
    return value.map((entry, i) => check(entry, `${what}[${i}]`))
  }
}

export function record<T>(most: number, check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value, what) => {
    const entries = Object.entries(plain(value, what))
    if (entries.length > most) throw new ShapeError(`${what} has more than ${most} entries`)
    return Object.fromEntries(entries.map(([key, entry]) => [key, check(entry, `${what}.${key}`)]))
  }
}

type Checks<T> = { readonly [K in keyof T]-?: Check<Exclude<T[K], undefined>> }

/** An object with these fields and no other. @param optional fields that may be left out */
export function fields<T extends object>(checks: Checks<T>, optional: readonly (keyof T)[] = []): Check<T> {
  return (value, what) => {
    const given = plain(value, what)
    for (const key of Object.keys(given))
      if (!Object.hasOwn(checks, key)) throw new ShapeError(`${what} has the unknown field '${key}'`)
    const result: Partial<T> = {}
    for (const key of Object.keys(checks) as (keyof T & string)[]) {
      const isGiven = Object.hasOwn(given, key)
      if (!isGiven && optional.includes(key)) continue
      if (!isGiven) throw new ShapeError(`${what} lacks the field '${key}'`)
      result[key] = checks[key](given[key], `${what}.${key}`)
    }
    return result as T
  }
}

/** Any of these fields and no other. */
export function someFields<T extends object>(checks: Checks<T>): Check<Partial<T>> {
  return fields<Partial<T>>(checks as Checks<Partial<T>>, Object.keys(checks) as (keyof T)[])
}

function plain(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ShapeError(`${what} must be an object`)
  return value as Record<string, unknown>
}
