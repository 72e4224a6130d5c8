/**
 * Values in a few words, for whoever looks at a run: `7`, `"abc…"`, `[1, 2, 3, 4, … 100 items]`, `{ id: 3, … }`. Runs no
 * code of the script (no getter, no toString, no trap of a proxy) and looks at no more of a value than it shows.
 */
import { types } from 'node:util'
import { isHandle } from '../encoding'
import { TASK_RECORD } from '../segment/layout'

/** Parts of a list or an object that are shown, and how deep. */
const PARTS = 4
const DEPTH = 2
/** Characters of a string inside something else. */
const INNER = 16

/** @returns at most so many bytes of UTF-8, whole characters */
export function inShort(value: unknown, most: number = TASK_RECORD.shortBytes): string {
  return cut(say(value, most, 0), most)
}

/** What a function was called with. @param isList whether the item is the list of its arguments */
export function itemInShort(item: unknown, isList: boolean, most: number = TASK_RECORD.shortBytes): string {
  if (!isList || types.isProxy(item) || !Array.isArray(item)) return inShort(item, most)
  return cut(list('(', item, ')', 0), most)
}

/** An error as its name and message. */
export function errorInShort(error: unknown, most: number = TASK_RECORD.shortBytes): string {
  return cut(sayError(error, most), most)
}

function say(value: unknown, room: number, depth: number): string {
  switch (typeof value) {
    case 'string':
      return sayString(value, room)
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'bigint':
      return `${value}n`
    case 'symbol':
      return 'symbol'
    case 'function':
      return `function ${types.isProxy(value) ? '' : nameOf(value)}`.trim()
    case 'object':
      return value === null ? 'null' : sayObject(value, depth)
    default:
      return String(value)
  }
}

function sayString(text: string, room: number): string {
  if (text.length <= room - 2) return JSON.stringify(text)
  return `${JSON.stringify(beginning(text, room - 5)).slice(0, -1)}…"`
}

/** At most so many code units; a pair of them is one character. */
function beginning(text: string, length: number): string {
  const isPair = (text.charCodeAt(length - 1) & 0xfc00) === 0xd800
  return text.slice(0, isPair ? length - 1 : length)
}

function sayObject(value: object, depth: number): string {
  if (types.isProxy(value)) return 'Proxy'
  if (Array.isArray(value)) return depth < DEPTH ? list('[', value, ']', depth) : `[… ${value.length} items]`
  if (ArrayBuffer.isView(value)) return sayView(value)
  if (types.isArrayBuffer(value)) return `ArrayBuffer(${lengths.buffer.call(value)})`
  if (types.isSharedArrayBuffer(value)) return `SharedArrayBuffer(${lengths.shared.call(value)})`
  if (types.isMap(value)) return `Map(${lengths.map.call(value)})`
  if (types.isSet(value)) return `Set(${lengths.set.call(value)})`
  if (types.isNativeError(value)) return sayError(value, INNER * 2)
  if (types.isDate(value)) return sayDate(value)
  if (types.isRegExp(value)) return `/${sourceOf.call(value)}/`
  const constructor = constructorOf(value)
  const name = constructor === null ? '' : nameOf(constructor)
  if (constructor !== null && isHandle(constructor)) return name
  return `${name === '' || name === 'Object' ? '' : `${name} `}${fields(value, depth)}`
}

function list(open: string, items: readonly unknown[], close: string, depth: number): string {
  const shown = Math.min(items.length, PARTS)
  let text = open
  for (let i = 0; i < shown; i++) text += `${i === 0 ? '' : ', '}${property(items, i, depth)}`
  return `${text}${items.length > shown ? `, … ${items.length} items` : ''}${close}`
}

function fields(value: object, depth: number): string {
  const keys = Object.keys(value)
  if (keys.length === 0) return '{}'
  if (depth >= DEPTH) return '{ … }'
  const shown = keys.slice(0, PARTS).map((key) => `${sayKey(key)}: ${property(value, key, depth)}`)
  return `{ ${shown.join(', ')}${keys.length > PARTS ? ', …' : ''} }`
}

/** A getter is not called. */
function property(of: object, key: string | number, depth: number): string {
  const found = Object.getOwnPropertyDescriptor(of, key)
  if (found === undefined) return 'empty'
  return 'value' in found ? say(found.value, INNER, depth + 1) : '…'
}

function sayKey(key: string): string {
  return key.length <= INNER && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : sayString(key, INNER)
}

function sayView(view: ArrayBufferView): string {
  const name = tagOf.call(view)
  if (name === undefined) return 'DataView'
  return `${Object.getPrototypeOf(view) === Buffer.prototype ? 'Buffer' : name}(${lengths.typed.call(view)})`
}

function sayDate(date: Date): string {
  const time = timeOf.call(date)
  return Number.isNaN(time) ? 'Invalid Date' : isoOf.call(date)
}

function sayError(error: unknown, room: number): string {
  if (typeof error !== 'object' || error === null || types.isProxy(error)) return say(error, room, 0)
  const [name, message] = [inherited(error, 'name'), inherited(error, 'message')]
  const called = typeof name === 'string' ? name : 'Error'
  if (typeof message !== 'string' || message === '') return called
  return `${called}: ${message.length <= room ? message : `${beginning(message, room)}…`}`
}

/** A property of an object or its prototypes that is no getter. */
function inherited(object: object, key: string): unknown {
  for (
    let at: object | null = object;
    at !== null && !types.isProxy(at);
    at = Object.getPrototypeOf(at) as object | null
  ) {
    const found = Object.getOwnPropertyDescriptor(at, key)
    if (found !== undefined) return found.value
  }
  return undefined
}

function constructorOf(value: object): object | null {
  const constructor = inherited((Object.getPrototypeOf(value) as object) ?? {}, 'constructor')
  return typeof constructor === 'function' && !types.isProxy(constructor) ? constructor : null
}

function nameOf(constructor: object): string {
  const name: unknown = Object.getOwnPropertyDescriptor(constructor, 'name')?.value
  return typeof name === 'string' ? name : ''
}

/** The language's own, which a class of the script may have overridden. */
function getter<T>(prototype: object, name: PropertyKey): () => T {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as () => T
}

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object
const lengths = {
  typed: getter<number>(typedArray, 'length'),
  buffer: getter<number>(ArrayBuffer.prototype, 'byteLength'),
  shared: getter<number>(SharedArrayBuffer.prototype, 'byteLength'),
  map: getter<number>(Map.prototype, 'size'),
  set: getter<number>(Set.prototype, 'size'),
}
const tagOf = getter<string | undefined>(typedArray, Symbol.toStringTag)
const sourceOf = getter<string>(RegExp.prototype, 'source')
const { getTime: timeOf, toISOString: isoOf } = Date.prototype

/** Whole characters, in so many bytes of UTF-8. */
function cut(text: string, most: number): string {
  if (text.length * 3 <= most || Buffer.byteLength(text) <= most) return text
  let bytes = 3
  let end = 0
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > most) break
    end += character.length
  }
  return `${text.slice(0, end)}…`
}
