/** `SharedMemory`: CPython's `multiprocessing.shared_memory`. */
import { crypto } from '../crypto'
import { inspect } from 'node:util'
import { registerHandle } from '../encoding'
import { IndexError, ValueError } from '../errors'
import { attached } from '../segment/attachment'
import { SHOWN } from '../sharedctypes/memory'
import { typeOf, type Typecode, type View } from '../sharedctypes/typecodes'
import { closeBlock, createBlock, openBlock, unlinkBlock, type Block } from './block'

/** How the memory is made or found. CPython: the parameters of `SharedMemory`. */
export interface SharedMemoryOptions {
  /** What all processes of the run find it by; a new name by default. */
  readonly name?: string | undefined
  /** Whether it is to be made; otherwise it is opened. */
  readonly create?: boolean | undefined
  /** Bytes of what is made; all zero. */
  readonly size?: number | undefined
}

/**
 * Memory with a name, which every process of the run can open, with no lock of its own. It stays until it has been
 * unlinked and every process that opened it has closed it or ended, at the latest until the run's end. As an argument
 * or an item of a queue it is opened by its name on arrival.
 * CPython: `multiprocessing.shared_memory.SharedMemory`.
 */
export class SharedMemory {
  /** What all processes of the run find it by. CPython: `SharedMemory.name`. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  private readonly block: Block
  private isClosed = false

  /**
   * @throws FileExistsError when the name of what is to be made is taken, FileNotFoundError when nothing has the name
   *   of what is to be opened, ValueError for a size that is not positive
   */
  constructor({ name, create = false, size = 0 }: SharedMemoryOptions = {}) {
    if (create) checkSize(size)
    else if (name === undefined) throw new ValueError("'name' can only be None if create=True")
    if (name !== undefined) checkName(name)
    this.name = name ?? `psm_${crypto().randomBytes(4).toString('hex')}`
    this.block = create ? createBlock(this.name, size) : openBlock(this.name)
    this.size = this.block.size
  }

  /**
   * The memory itself. What is written is there for every process at once. Do not use it after `close`: the memory may
   * be given to something else then.
   * @throws ValueError when it is closed
   */
  get buf(): Uint8Array {
    return this.view('B')
  }

  /** The memory for numbers of any width anywhere: `dataView.getFloat64(3)`. @throws ValueError when it is closed */
  get dataView(): DataView {
    const { buffer, byteOffset } = this.buf
    return new DataView(buffer, byteOffset, this.size)
  }

  /**
   * The memory as numbers of a typecode, as `RawArray.view` gives them.
   * @param offset bytes, a multiple of the numbers' width
   * @param length numbers; as many as there are by default
   * @throws ValueError when it is closed, IndexError when they do not lie inside
   */
  view<C extends Typecode>(typecode: C, offset = 0, length?: number): View<C> {
    const { View } = typeOf(typecode)
    const width = View.BYTES_PER_ELEMENT
    const count = length ?? Math.floor((this.size - offset) / width)
    this.check(offset, count * width)
    if (offset % width !== 0)
      throw new IndexError(`numbers of typecode '${typecode}' begin at multiples of ${width} bytes, not at ${offset}`)
    return new View(attached().segment.window.u8.buffer, this.block.data + offset, count) as View<C>
  }

  /**
   * A copy of some bytes.
   * @param length all that follow by default
   * @throws ValueError when it is closed, IndexError when they do not lie inside
   */
  read(offset = 0, length: number = this.size - offset): Uint8Array {
    this.check(offset, length)
    return this.buf.slice(offset, offset + length)
  }

  /** @throws ValueError when it is closed, IndexError when the bytes do not fit in; nothing is written then */
  write(offset: number, bytes: ArrayBufferView | ArrayBuffer): void {
    if (!ArrayBuffer.isView(bytes) && !(bytes instanceof ArrayBuffer))
      throw new TypeError(`${inspect(bytes)} is not bytes; a Uint8Array or another view of a buffer is expected`)
    this.check(offset, bytes.byteLength)
    this.buf.set(
      ArrayBuffer.isView(bytes)
        ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        : new Uint8Array(bytes),
      offset,
    )
  }

  /** This process does not use it any more; the others go on. A second call does nothing. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    closeBlock(this.block)
  }

  /** Takes its name back. Those that have it open go on. @throws FileNotFoundError the second time */
  unlink(): void {
    unlinkBlock(this.name)
  }

  /** For `using memory = new SharedMemory(…)`: closed at the end of the block. */
  [Symbol.dispose](): void {
    this.close()
  }

  toString(): string {
    return `SharedMemory('${this.name}', size=${this.size})`
  }

  [SHOWN](): string {
    return this.toString()
  }

  private check(offset: number, length: number): void {
    if (this.isClosed) throw new ValueError(`${this.toString()} is closed`)
    for (const value of [offset, length])
      if (!Number.isInteger(value)) throw new TypeError(`offsets and lengths must be integers, not ${inspect(value)}`)
    if (offset < 0 || length < 0 || offset + length > this.size)
      throw new IndexError(`${length} bytes from ${offset} do not lie inside ${this.toString()}`)
  }
}

registerHandle(
  'SharedMemory',
  SharedMemory,
  ({ name }) => name,
  (name: string) => new SharedMemory({ name }),
)

function checkSize(size: number): void {
  if (!Number.isInteger(size)) throw new TypeError(`'size' must be an integer, not ${inspect(size)}`)
  if (size < 0) throw new ValueError("'size' must be a positive integer")
  if (size === 0) throw new ValueError("'size' must be a positive number different from zero")
}

function checkName(name: string): void {
  if (typeof name !== 'string' || name === '') throw new TypeError(`'name' must be a text, not ${inspect(name)}`)
}
