/**
 * Values on their way between processes: msgpack, with what structured clone carries, and functions, errors,
 * instances of the script's classes and the library's own handles besides. The one loss: -0 arrives as 0, where nothing
 * but a typed array or a pool's list of numbers brings it. To look for it would make encoding a list of numbers a seventh
 * slower, and other lists and objects a tenth to a half.
 */
import { addExtension, Packr, RESERVE_START_SPACE, RESET_BUFFER_MODE } from 'msgpackr'
import { EncodeError, errorClasses, CaptureError } from './errors'
import { captureError, functionAt, noteError, ship } from './places'
import type { Holders } from './segment/holders'
import { fromRaw } from './raw-records'
import { Raw } from './segment/record'
import type { Entry } from './segment/waiters'

const EXTENSION = 0x21
const FUNCTION = 'f'
const ERROR = 'e'
const INSTANCE = 'i'

interface HandleKind<T extends object> {
  readonly is: (value: object) => value is T
  readonly toData: (handle: T) => unknown
  readonly fromData: (data: never) => T
}

const handleKinds = new Map<string, HandleKind<object>>()
const handleClasses = new Map<unknown, string>()

/** Makes a class of the library travel as a handle: what arrives refers to the same shared object. */
export function registerHandle<T extends object>(
  tag: string,
  constructor: abstract new (...args: never[]) => T,
  toData: (handle: T) => unknown,
  fromData: (data: never) => T,
): void {
  handleKinds.set(tag, {
    is: (value: object): value is T => value instanceof constructor,
    toData,
    fromData,
  } as unknown as HandleKind<object>)
  handleClasses.set(constructor, tag)
}

/** Whether a class is one of the library's whose instances travel as handles. */
export function isHandle(constructor: object): boolean {
  return handleClasses.has(constructor)
}

/** Most bytes that stand before an encoded value in its record. */
const RESERVED = 64

/** A handle inside a message: a copy of its own until the message is read. */
export interface Passenger {
  /** The message is for this process alone, which has the copy from now on. */
  deliver(to: Entry): void
  /** The message goes to the end of a pipe, and is lost when nobody has that. */
  ride(carrier: Holders): void
  /** The message does not travel after all. */
  recall(): void
}

let aboard: Passenger[] = []
const nobody: readonly Passenger[] = []

/** A handle that is being encoded counts its copies. */
export function board(passenger: Passenger): void {
  aboard.push(passenger)
}

/** Who travels in what `encode` has just returned; the caller sees to it that each arrives or is recalled. */
export function passengers(): readonly Passenger[] {
  if (aboard.length === 0) return nobody
  const all = aboard
  aboard = []
  return all
}

/** What `toData` of a handle throws that stays in its process. */
export class Uncopyable extends Error {
  readonly value: unknown
  constructor(value: unknown, what: string) {
    super(what)
    this.value = value
  }
}

const plain = new Set<unknown>([
  Date, Set, Map, RegExp, ArrayBuffer, DataView, Buffer,
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array, undefined,
]) // prettier-ignore

addExtension({
  Class: { [Symbol.hasInstance]: (value: object) => !plain.has(value.constructor) } as unknown as new () => object,
  type: EXTENSION,
  write: (value: object) => outward(value),
  read: (data: unknown) => inward(data as readonly [string, ...unknown[]]),
})

/** Objects as records, so that maps stay maps; object identity, cycles included, as structured clone keeps it. */
const packr = packrWith({ structuredClone: true, copyBuffers: true })
/** For records that lie in a buffer of their own: what it makes of them may be views of it. */
const keeping = packrWith({ structuredClone: true, copyBuffers: false })
/** The same bytes for what is no object, at a third of the cost. */
const scalars = packrWith({ structuredClone: false, useRecords: false, moreTypes: true })

function packrWith(options: object): Packr {
  return new Packr({ mapsAsObjects: false, ...options } as ConstructorParameters<typeof Packr>[0])
}

/**
 * @param value what to send
 * @param root how error messages call it, e.g. `args`
 * @param reserved bytes to leave free at the start, for a record's header; at most `RESERVED`
 * @returns the free bytes, then the encoded value; valid until the next call
 * @throws EncodeError naming the path to what cannot be copied, CaptureError naming the variable
 */
export function encode(value: unknown, root: string, reserved = 0): Buffer {
  if (aboard.length > 0) aboard = []
  return pack(value, root, reserved)
}

/** Encodes a part of a message that is being encoded, or all of one. */
function pack(value: unknown, root: string, reserved = 0): Buffer {
  const before = aboard.length
  try {
    const packer = typeof value === 'object' || typeof value === 'function' ? packr : scalars
    return packer.pack(value, (RESERVE_START_SPACE | RESET_BUFFER_MODE | reserved) as never) as Buffer
  } catch (error) {
    for (const passenger of aboard.splice(before)) passenger.recall()
    if (error instanceof CaptureError) throw error
    if (error instanceof Uncopyable) throw encodeError(root, value, error.value, error.message)
    const symbol = find(value, root, (part) => typeof part === 'symbol')
    if (symbol !== null) throw new EncodeError(`${symbol} cannot be copied to another process: it is a symbol`, symbol)
    throw new EncodeError(`${root} cannot be copied to another process: ${(error as Error).message}`, root)
  }
}

/** Encodes with the paths of errors as the caller knows them. */
export function relabelled<T>(encoding: () => T, rename: (path: string) => string): T {
  try {
    return encoding()
  } catch (error) {
    if (!(error instanceof EncodeError)) throw error
    const path = rename(error.path)
    throw new EncodeError(path + error.message.slice(error.path.length), path)
  }
}

/** @param bytes an encoded value without the free bytes; may be overwritten afterwards unless it fills its buffer */
export function decode(bytes: Uint8Array | Raw): unknown {
  if (bytes instanceof Raw) return fromRaw(bytes)
  return (bytes.buffer.byteLength - bytes.length <= RESERVED ? keeping : packr).unpack(bytes as Buffer)
}

function outward(value: object): readonly unknown[] {
  if (typeof value === 'function') return outwardFunction(value)
  const tag = handleClasses.get(value.constructor)
  if (tag !== undefined) return outwardHandle(tag, handleKinds.get(tag) as HandleKind<object>, value)
  for (const [kind, handle] of handleKinds) if (handle.is(value)) return outwardHandle(kind, handle, value)
  if (value instanceof Error) return outwardError(value)
  const shipped = ship(value.constructor)
  if (shipped !== null) return [INSTANCE, shipped.id, { ...value }]
  throw new Uncopyable(value, `it is ${article(value.constructor.name || 'object')} that lives in this process only`)
}

function outwardHandle(tag: string, kind: HandleKind<object>, value: object): readonly unknown[] {
  try {
    return [tag, kind.toData(value)]
  } catch (error) {
    throw new Uncopyable(value, (error as Error).message)
  }
}

function outwardFunction(value: object): readonly unknown[] {
  const shipped = ship(value)
  if (shipped === null)
    throw new Uncopyable(
      value,
      `the function '${(value as { name: string }).name}' does not stand in the script; functions are sent by their place in it`,
    )
  const captures = shipped.captures.map((capture, i) => {
    try {
      return Buffer.from(pack(capture, shipped.names[i] ?? 'capture'))
    } catch (error) {
      throw captureError(shipped.id, shipped.names[i] ?? 'capture', (error as Error).message)
    }
  })
  return [FUNCTION, shipped.id, captures]
}

/** Errors travel as data: constructors of the script never run on arrival. */
function outwardError(error: Error): readonly unknown[] {
  const own: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(error)) if (key !== 'name' && isCopyable(field)) own[key] = field
  const known = errorClasses[error.name] !== undefined && error.constructor === errorClasses[error.name]
  const place = known ? null : (ship(error.constructor)?.id ?? null)
  return [
    ERROR,
    error.name,
    error.message,
    error.stack ?? '',
    place,
    own,
    isCopyable(error.cause) ? error.cause : String(error.cause),
  ]
}

function inward(data: readonly [string, ...unknown[]]): unknown {
  const tag = data[0]
  if (tag === FUNCTION)
    return functionAt(
      data[1] as string,
      (data[2] as Uint8Array[]).map((capture) => decode(capture)),
    )
  if (tag === INSTANCE) {
    const constructor = functionAt(data[1] as string, []) as unknown as { prototype: object }
    return Object.assign(Object.create(constructor.prototype) as object, data[2])
  }
  if (tag === ERROR) return inwardError(data)
  const kind = handleKinds.get(tag)
  if (kind === undefined) throw new Error(`a value of the unknown kind '${tag}' arrived from another process`)
  return kind.fromData(data[1] as never)
}

function inwardError(data: readonly unknown[]): Error {
  const [, name, message, stack, place, own, cause] = data as [
    string,
    string,
    string,
    string,
    string | null,
    object,
    unknown,
  ]
  const constructor =
    place === null ? (errorClasses[name] ?? Error) : (functionAt(place, []) as unknown as { prototype: Error })
  if (place !== null) noteError(constructor)
  const error = Object.setPrototypeOf(new Error(message), constructor.prototype as object) as Error
  Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true, enumerable: false })
  if (error.name !== name)
    Object.defineProperty(error, 'name', { value: name, writable: true, configurable: true, enumerable: false })
  if (cause !== undefined)
    Object.defineProperty(error, 'cause', { value: cause, writable: true, configurable: true, enumerable: false })
  return Object.assign(error, own)
}

function isCopyable(value: unknown): boolean {
  const before = aboard.length
  try {
    pack(value, '')
    for (const passenger of aboard.splice(before)) passenger.recall()
    return true
  } catch {
    return false
  }
}

function encodeError(root: string, value: unknown, culprit: unknown, why: string): EncodeError {
  const path = find(value, root, (part) => part === culprit) ?? root
  return new EncodeError(`${path} cannot be copied to another process: ${why}`, path)
}

/** The path to the first part of a value for which `wanted` holds. */
function find(
  value: unknown,
  path: string,
  wanted: (part: unknown) => boolean,
  seen = new Set<unknown>(),
): string | null {
  if (wanted(value)) return path
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) return null
  seen.add(value)
  if (value instanceof Map) {
    for (const [key, part] of value) {
      const found = find(part, `${path}.get(${String(key)})`, wanted, seen) ?? find(key, `${path} key`, wanted, seen)
      if (found !== null) return found
    }
    return null
  }
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((part, i) => [`${path}[${i}]`, part] as const)
    : value instanceof Set
      ? [...value].map((part, i) => [`${path} item ${i}`, part] as const)
      : Object.entries(value).map(([key, part]) => [`${path}.${key}`, part] as const)
  for (const [at, part] of entries) {
    const found = find(part, at, wanted, seen)
    if (found !== null) return found
  }
  return null
}

function article(name: string): string {
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`
}
