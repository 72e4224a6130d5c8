/**
 * Which lines of the script use what is shared. Looking up a line costs microseconds, so it is estimated: a process looks
 * up its first operations on a thing one by one, later ones at random, the more seldom the more there have been, and each
 * stands for those since the last.
 */
import { attached } from './attachment'
import type { Source } from './attempt'
import { OBJECTS } from './object-layout'
import { recordAsWhole } from './objects'
import { siteOfCaller } from './sites'
import { isForObject } from './waits'

/** Operations between two that are looked up, at most, in the mean; and the share of those before that this may be. */
const RAREST = 16_384
const SHARE = 1 / 16

/** By the thing's entry in the table: its number, operations until the next is looked up, how many that stands for, how many there were. */
const numbers = new Uint32Array(OBJECTS)
const left = new Int32Array(OBJECTS)
const standsFor = new Int32Array(OBJECTS)
const before = new Float64Array(OBJECTS)

/** An operation begins, called by the script. */
export function countUse(source: Source): void {
  const entry = source.number % OBJECTS
  if (--(left[entry] as number) > 0 && numbers[entry] === source.number) return
  noteUse(source, entry)
}

function noteUse({ kind, number, own, background }: Source, entry: number): void {
  const isNew = numbers[entry] !== number
  numbers[entry] = number
  const weight = isNew ? 1 : (standsFor[entry] as number)
  const operations = isNew ? 1 : (before[entry] as number) + weight
  const gap = nextGap(operations)
  before[entry] = operations
  left[entry] = standsFor[entry] = gap
  if (!attached().isMeasured || number === 0 || own === true || background !== undefined || !isForObject(kind)) return
  const site = siteOfCaller(countUse)
  if (site.line !== 0) recordAsWhole(number).noteUse(kind, number, site, weight)
}

/** Of random length, lest it keep step with the script's own loops. */
function nextGap(operations: number): number {
  const mean = Math.min(operations * SHARE, RAREST)
  return Math.max(1, Math.round(mean * (0.5 + Math.random())))
}
