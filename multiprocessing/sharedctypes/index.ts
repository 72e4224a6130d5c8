/** CPython's `multiprocessing.sharedctypes`. */
import { inspect } from 'node:util'
import { AssertionError } from '../errors'
import { SynchronizedArray } from './array'
import { RawArray } from './raw-array'
import { RawValue } from './raw-value'
import { Synchronized, type Guard } from './synchronized'
import type { Typecode, Written } from './typecodes'
import { Value } from './value'

export { SynchronizedArray as Array, RawArray, RawValue, Value }
export type { Guard, SynchronizedOptions } from './synchronized'
export type { Read, Slice, Text, Typecode, View, Written } from './typecodes'

/** New shared memory with the same content, without a lock. CPython: `sharedctypes.copy`. */
export function copy<C extends Typecode>(shared: RawValue<C>): RawValue<C>
export function copy<C extends Typecode>(shared: RawArray<C>): RawArray<C>
export function copy<C extends Typecode>(shared: RawValue<C> | RawArray<C>): RawValue<C> | RawArray<C> {
  if (shared instanceof RawValue) return new RawValue(shared.typecode, shared.value as Written<C>)
  if (!(shared instanceof RawArray)) throw new TypeError(`${inspect(shared)} is neither a RawValue nor a RawArray`)
  const twin = new RawArray(shared.typecode, shared.length)
  ;(twin.view as Uint8Array).set(shared.view as Uint8Array)
  return twin
}

/**
 * The same shared memory with a lock: a `Value` or an `Array`.
 * @param lock its own by default
 * @throws AssertionError when it has a lock already
 * CPython: `sharedctypes.synchronized`.
 */
export function synchronized<C extends Typecode>(shared: RawValue<C>, lock?: Guard): Value<C>
export function synchronized<C extends Typecode>(shared: RawArray<C>, lock?: Guard): SynchronizedArray<C>
export function synchronized<C extends Typecode>(
  shared: RawValue<C> | RawArray<C>,
  lock: Guard | true = true,
): Value<C> | SynchronizedArray<C> {
  if (shared instanceof Synchronized) throw new AssertionError('object already synchronized')
  if (shared instanceof RawValue) return new Value(shared, undefined, { lock })
  if (shared instanceof RawArray) return new SynchronizedArray(shared, undefined, { lock })
  throw new TypeError(`${inspect(shared)} is neither a RawValue nor a RawArray`)
}
