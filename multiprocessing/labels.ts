/** What processes share is called by the variables of the script; the compile step writes the calls. */
import { pipeOf } from './connection/pipe'
import { naming } from './segment/objects'

/** A variable, a property, or a list whose place is still to come (`locks[]`); of a pattern those of its parts. */
export type Names = string | readonly (string | null)[]

/** Things of one list that get a name. */
const MOST = 1000
/** Lists and objects inside each other that are looked through. */
const DEEPEST = 2

/** Names a value that is shared, or what is shared in a list or a plain object of such. */
export function nameShared(names: Names, value: unknown, index?: unknown): void {
  try {
    if (typeof names !== 'string') nameParts(names, value)
    else if (typeof index === 'number' || typeof index === 'string') name(names.replace(/]$/, `${index}]`), value, 0)
    else name(names, value, 0)
  } catch {
    // A value of the script may throw at whoever looks at it; it works without a name.
  }
}

function nameParts(names: readonly (string | null)[], value: unknown): void {
  if (!Array.isArray(value) || namePipe(value, names.map((each) => each ?? '').join('|'))) return
  for (const [i, each] of names.entries()) if (each !== null) name(each, value[i], 0)
}

function name(label: string, value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (naming in value) return void (value[naming] as (label: string) => void)(label)
  const pipe = pipeOf(value)
  if (pipe !== undefined) return pipe.name(label)
  if (depth === DEEPEST) return
  if (Array.isArray(value)) {
    if (!namePipe(value, label))
      for (let i = 0; i < Math.min(value.length, MOST); i++) name(`${label}[${i}]`, value[i], depth + 1)
  } else if (isPlain(value))
    for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(value)).slice(0, MOST))
      name(label === '' ? key : `${label}.${key}`, descriptor.value, depth + 1)
}

/** Names the pipe whose ends are the two that a list consists of. */
function namePipe(list: readonly unknown[], label: string): boolean {
  const pipe = list.length === 2 ? pipeOf(list[0]) : undefined
  if (pipe === undefined || pipeOf(list[1]) !== pipe) return false
  pipe.name(label)
  return true
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
