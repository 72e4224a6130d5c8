/** Shared memory for those who map it into memory of their own, as Python does: whole pages, like the operating system's. */
import { registerHandle } from '../encoding'
import { ValueError } from '../errors'
import { attached } from '../segment/attachment'
import { PAGE } from '../segment/operating-system'
import {
  closeBlock,
  closeBlocks,
  createBlock,
  extendBlock,
  openBlock,
  receiveBlock,
  sendBlock,
  shareBlock,
  unlinkBlock,
  type Block,
} from './block'

type Travelling = readonly [offset: number, ticket: number]

/** One object's hold on the memory, as a descriptor of a file is. It is there as long as any living process has one. */
export class SharedPages {
  private block: Block

  /** @internal Made by `create`, `named` and `open`. */
  constructor(block: Block) {
    this.block = block
  }

  /** New memory without a name. @throws SegmentFullError */
  static create(size: number): SharedPages {
    return new SharedPages(createBlock(null, size, true))
  }

  /** New memory of no bytes that has a name; see `truncate`. @throws FileExistsError */
  static named(name: string): SharedPages {
    return new SharedPages(createBlock(name, 0, true))
  }

  /** @throws FileNotFoundError */
  static open(name: string): SharedPages {
    return new SharedPages(openBlock(name))
  }

  /** @throws FileNotFoundError */
  static unlink(name: string): void {
    unlinkBlock(name)
  }

  /** Bytes. */
  get size(): number {
    return this.block.size
  }

  /** Bytes of the pages that they lie in. */
  get extent(): number {
    return Math.ceil(this.size / PAGE) * PAGE
  }

  /** Says how many bytes it has: once, to who has made it. @throws ValueError when it has some, SegmentFullError */
  truncate(size: number): void {
    if (this.size > 0) throw new ValueError(`shared memory of ${this.size} bytes cannot be given another size`)
    this.block = extendBlock(this.block, size)
  }

  /** Another hold on the same memory. CPython: `os.dup`. */
  duplicate(): SharedPages {
    return new SharedPages(shareBlock(this.block))
  }

  /** From now on `target`, of `extent` bytes, is this memory. */
  mapInto(target: Uint8Array): void {
    attached().segment.memory.mapInto(target, this.block.data)
  }

  close(): void {
    closeBlock(this.block)
  }

  /** This process ends; what it alone had is given back. */
  static closeAll(): void {
    closeBlocks()
  }

  /** @internal */
  static depart({ block }: SharedPages): Travelling {
    return [block.offset, sendBlock(block)]
  }

  /** @internal */
  static arrive([offset, ticket]: Travelling): SharedPages {
    return new SharedPages(receiveBlock(offset, ticket))
  }
}

registerHandle('SharedPages', SharedPages, SharedPages.depart, SharedPages.arrive)
