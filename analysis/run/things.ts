/** How shared things are called, and where they stand. */
import type { SharedKind, Site } from '../../protocol/telemetry'
import { texts } from '../../texts'

/** What kinds of things are called. */
export const NOUNS: Readonly<Record<SharedKind, string>> = texts.things.nouns

interface Thing {
  readonly object: number
  readonly kind: SharedKind
  readonly label: string
}

/** `lock b`; without a variable of its own `lock 3`, by its number in the run; a pool that is called `pool` is that. */
export function thingOf(thing: Thing): string {
  const noun = NOUNS[thing.kind]
  return thing.label === noun ? noun : texts.things.named(noun, nameOf(thing))
}

/** The variable that it was given to, or its number. */
export function nameOf({ label, object }: Thing): string {
  return label === '' ? String(object) : label
}

/** `jobs.ts:14`. */
export function placeOf({ file, line }: Site): string {
  return `${file.split(/[\\/]/).at(-1) ?? file}:${line}`
}
