/** `ShareableList`: CPython's `multiprocessing.shared_memory.ShareableList`. */
import { inspect } from 'node:util'
import { registerHandle } from '../encoding'
import { IndexError, ValueError } from '../errors'
import { SHOWN } from '../sharedctypes/memory'
import { BYTES, formatOf, fromItem, TEXT, toItem, type Item, type Shareable } from './items'
import { SharedMemory } from './shared-memory'

export type { Shareable } from './items'

/** How the list is made or found. CPython: the parameter of `ShareableList`. */
export interface ShareableListOptions {
  /** Of the memory that it lies in; a new one by default. */
  readonly name?: string | undefined
}

/** The memory: this, how many items, then an entry of each; then their bytes. */
const MAGIC = 0x53_4c_53_54
const LENGTH = 4
const ENTRIES = 8
/** An entry. Kind and length are one store, so that nobody sees a new kind with an old length. */
const ENTRY = { offset: 0, room: 4, kind: 8, length: 12, size: 16 } as const

/**
 * A list of fixed length in shared memory, with no lock. An item can be replaced by one that takes no more room; texts
 * and bytes have theirs rounded up to 8 bytes. A whole number is CPython's int, any other a float; what is not in a
 * number's exact range is a bigint, of 64 bits at most. `\0` at the end of texts and bytes is kept, other than in CPython.
 * CPython: `multiprocessing.shared_memory.ShareableList`.
 */
export class ShareableList implements Iterable<Shareable> {
  /** The memory that it lies in: close it, and unlink it when nobody needs it any more. */
  readonly shm: SharedMemory
  /** How many elements it has; it never changes. CPython: `len` of it. */
  readonly length: number

  /**
   * @param sequence the items of a new list; none: opens the one called `name`, or makes an empty one
   * @throws KeyError for an item of another type, FileNotFoundError, FileExistsError as `SharedMemory`
   */
  constructor(sequence?: Iterable<Shareable> | null, { name }: ShareableListOptions = {}) {
    this.shm =
      sequence === undefined || sequence === null
        ? name === undefined
          ? create([], undefined)
          : opened(new SharedMemory({ name }))
        : create(items(sequence), name)
    this.length = this.u32(LENGTH)
  }

  /** CPython: `format`, of all items. */
  get format(): string {
    return Array.from({ length: this.length }, (_, i) => formatOf(...this.kindAndRoom(i))).join('')
  }

  /** @throws IndexError when there is no such index */
  get(index: number): Shareable {
    return fromItem(this.item(this.at(index, 'index')))
  }

  /**
   * @throws IndexError when there is no such index, KeyError for a value of another type
   * @throws ValueError when a text or bytes take more room than the item has
   */
  set(index: number, value: Shareable): void {
    const entry = entryAt(this.at(index, 'assignment index'))
    const { kind, bytes } = toItem(value)
    if (bytes.length > this.u32(entry + ENTRY.room)) throw new ValueError('bytes/str item exceeds available storage')
    put(this.shm, entry, this.u32(entry + ENTRY.offset), { kind, bytes })
  }

  /** How many items equal a value. */
  count(value: Shareable): number {
    return [...this].filter((item) => isEqual(item, value)).length
  }

  /** @throws ValueError when no item equals the value */
  index(value: Shareable): number {
    const found = [...this].findIndex((item) => isEqual(item, value))
    if (found < 0) throw new ValueError(`${inspect(value)} not in this container`)
    return found
  }

  *[Symbol.iterator](): IterableIterator<Shareable> {
    for (let i = 0; i < this.length; i++) yield fromItem(this.item(i))
  }

  toString(): string {
    return `ShareableList([${[...this].map((item) => inspect(item)).join(', ')}], name='${this.shm.name}')`
  }

  [SHOWN](): string {
    return this.toString()
  }

  private item(index: number): Item {
    const entry = entryAt(index)
    const word = this.shm.view('Q', entry + ENTRY.kind, 1)[0] as bigint
    const bytes = this.shm.read(this.u32(entry + ENTRY.offset), Number(word >> 32n))
    return { kind: Number(word & 0xffff_ffffn), bytes }
  }

  private kindAndRoom(index: number): [kind: number, room: number] {
    return [this.u32(entryAt(index) + ENTRY.kind), this.u32(entryAt(index) + ENTRY.room)]
  }

  private u32(offset: number): number {
    return this.shm.view('I', offset, 1)[0] as number
  }

  private at(index: number, what: string): number {
    if (!Number.isInteger(index)) throw new TypeError(`indices must be integers, not ${inspect(index)}`)
    const at = index < 0 ? index + this.length : index
    if (at < 0 || at >= this.length) throw new IndexError(`${what} out of range`)
    return at
  }
}

registerHandle(
  'ShareableList',
  ShareableList,
  ({ shm }) => shm.name,
  (name: string) => new ShareableList(null, { name }),
)

function items(sequence: Iterable<Shareable>): Item[] {
  if (typeof sequence !== 'object' || !(Symbol.iterator in sequence))
    throw new TypeError(`${inspect(sequence)} is not a sequence of items`)
  return Array.from(sequence, toItem)
}

function entryAt(index: number): number {
  return ENTRIES + index * ENTRY.size
}

function create(items: readonly Item[], name: string | undefined): SharedMemory {
  const rooms = items.map(roomFor)
  const size = rooms.reduce((sum, room) => sum + room, entryAt(items.length))
  const shm = new SharedMemory({ name, create: true, size })
  let offset = entryAt(items.length)
  items.forEach((item, i) => {
    shm.view('I', entryAt(i), 2).set([offset, rooms[i] as number])
    put(shm, entryAt(i), offset, item)
    offset += rooms[i] as number
  })
  shm.view('I', 0, 2).set([MAGIC, items.length])
  return shm
}

function put(shm: SharedMemory, entry: number, offset: number, { kind, bytes }: Item): void {
  shm.write(offset, bytes)
  shm.view('Q', entry + ENTRY.kind, 1)[0] = (BigInt(bytes.length) << 32n) | BigInt(kind)
}

/** As CPython: always a little more than texts and bytes take. */
function roomFor({ kind, bytes }: Item): number {
  return kind === TEXT || kind === BYTES ? 8 * (Math.floor(bytes.length / 8) + 1) : 8
}

/** @throws ValueError when there is something else in the memory */
function opened(shm: SharedMemory): SharedMemory {
  const isList = shm.size >= ENTRIES && shm.view('I', 0, 1)[0] === MAGIC
  if (isList && entryAt(shm.view('I', LENGTH, 1)[0] as number) <= shm.size) return shm
  shm.close()
  throw new ValueError(`${shm.toString()} does not hold a ShareableList`)
}

function isEqual(one: Shareable, other: Shareable): boolean {
  if (one instanceof Uint8Array && other instanceof Uint8Array) return Buffer.compare(one, other) === 0
  return one === other
}
