/**
 * Where shared values lie: in the window, aligned to their width. Reading and writing one is a memory access, which
 * sees all of an old or all of a new value, never half of each.
 */
import { attached } from '../segment/attachment'
import type { Type, Typecode } from './typecodes'

/** What a shared value travels as. */
export type Address = readonly [typecode: Typecode, offset: number, length: number]

/** A typed array of whatever the typecode wants. */
export type Memory = Omit<Uint8Array, number> & { [index: number]: number | bigint }

/** The method by which `console.log` shows an object. */
export const SHOWN: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never

/** @param offset of the memory that another process has made; new memory is zero */
export function open(type: Type, length: number, offset: number | undefined): Memory {
  const { segment } = attached()
  const at = offset ?? segment.allocateZeroed(length * type.View.BYTES_PER_ELEMENT)
  return new type.View(segment.window.u8.buffer, at, length) as unknown as Memory
}
