import { inspect } from 'node:util'

/** What a value prints as, whole and in one line, as Python shows it. */
export function shown(value: unknown): string {
  return inspect(value, {
    breakLength: Infinity,
    compact: true,
    depth: null,
    maxArrayLength: null,
    maxStringLength: null,
  })
}
