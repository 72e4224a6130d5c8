/** Where the names of a run stand: a linked list, whose changes are single stores. */
import { HEADER } from './layout'
import type { Segment } from './segment'
import type { Entry } from './waiters'

/** An entry: the next one, what the name stands for, whose it is, then the name in UTF-8. */
export const NAME = {
  next: 0, // f64 offset, 0: the last
  target: 8, // f64
  owner: 16, // u32 entry of the process, then the name's length u32
  length: 20,
  name: 24,
} as const

/** Owns the names that stay until somebody takes them back. */
export const THE_RUN: Entry = 0xffffffff

/** The names that the run owns, and what they stand for; to be read when nobody changes them any more. */
export function namesOfTheRun(segment: Segment): { readonly name: string; readonly target: number }[] {
  const names: { name: string; target: number }[] = []
  for (let at = segment.f64(HEADER.directory); at !== 0; at = segment.f64(at + NAME.next)) {
    if (segment.u32(at + NAME.owner) !== THE_RUN) continue
    const name = segment.load(at + NAME.name, segment.u32(at + NAME.length)).toString()
    names.push({ name, target: segment.f64(at + NAME.target) })
  }
  return names
}
