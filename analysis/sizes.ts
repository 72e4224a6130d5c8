/** The sizes of a sweep as a person writes them. */
import { count } from './numbers'
import { texts } from '../texts'

const words = texts.comparison.notSizes
export const MOST_WORKERS = 64
export const MOST_ITEMS = 1_000_000_000
/** Sizes of one sweep, and runs at each. */
export const MOST_VALUES = 64
export const MOST_REPEATS = 1000
export const REPEATS = 5
export const WARMUPS = 1

/** What was written says no sizes; the message goes on after their name: "must be whole numbers …". */
export class SizesError extends Error {
  override name = 'SizesError'
}

/** `1, 2, 4` or `1-8` or both: whole numbers, ascending. @throws SizesError */
export function readSizes(text: string, most: number): number[] {
  const sorted = text
    .split(',')
    .flatMap((part) => range(part.trim(), most))
    .sort((a, b) => a - b)
  const twice = sorted.find((value, i) => value === sorted[i - 1])
  if (twice !== undefined) throw new SizesError(words.twice(twice))
  if (sorted.length > MOST_VALUES) throw tooMany(sorted.length)
  return sorted
}

/** Pool sizes from 1 to twice the processors. */
export function usualSizes(cores: number): number[] {
  return upTo(Math.min(2 * cores, MOST_WORKERS))
}

/** The same in short: `1-4`, `1, 2, 4, 8`. */
export function writeSizes(values: readonly number[]): string {
  const runs: number[][] = []
  for (const value of values) {
    const last = runs.at(-1)
    if (last?.at(-1) === value - 1) last.push(value)
    else runs.push([value])
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(', '))).join(', ')
}

function range(text: string, most: number): number[] {
  const ends = /^(\d+)\s*-\s*(\d+)$/.exec(text)
  if (ends === null) return [size(text, most)]
  const [from, to] = ends.slice(1).map((end) => size(end, most)) as [number, number]
  if (to < from) throw new SizesError(words.descending(`${to}-${from}`, text))
  if (to - from >= MOST_VALUES) throw tooMany(to - from + 1)
  return upTo(to - from + 1).map((value) => value + from - 1)
}

function size(text: string, most: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > most) throw new SizesError(words.notWhole(count(most), text))
  return value
}

function tooMany(values: number): SizesError {
  return new SizesError(words.tooMany(MOST_VALUES, count(values)))
}

function upTo(most: number): number[] {
  return Array.from({ length: most }, (_, i) => i + 1)
}
