/**
 * A block of memory that has a name in the run. It stays until the name is taken back and no living process has the
 * block open. Everything that decides on that happens under the mutex of the names.
 */
import { lookUp, publish, withdraw } from '../directory'
import { FileExistsError, FileNotFoundError, OSError } from '../errors'
import { attached, isMeasured } from '../segment/attachment'
import { Holders } from '../segment/holders'
import { HEADER } from '../segment/layout'
import { THE_RUN } from '../segment/names'
import { NOWHERE, siteOfCaller } from '../segment/sites'
import { BLOCK, PREFIX } from './layout'

const MAGIC = 0x4d_45_4d_42

/** How many objects of this process have a block open. */
const openHere = new Map<number, number>()

export interface Block {
  readonly offset: number
  readonly size: number
  /** Where in the window its bytes begin. */
  readonly data: number
}

/** @throws FileExistsError when the name is taken */
export function createBlock(name: string, size: number): Block {
  const { segment } = attached()
  const site = isMeasured() ? siteOfCaller() : NOWHERE
  const data = segment.allocateZeroed(size)
  const offset = segment.allocateZeroed(BLOCK.end)
  segment.setU32(offset + BLOCK.magic, MAGIC)
  segment.setF64(offset + BLOCK.size, size)
  segment.setF64(offset + BLOCK.data, data)
  segment.setU32(offset + BLOCK.line, site.line)
  segment.setU32(offset + BLOCK.column, site.column)
  open(offset)
  try {
    publish(PREFIX + name, offset, THE_RUN)
  } catch (error) {
    openHere.delete(offset)
    segment.free(data, size)
    segment.free(offset, BLOCK.end)
    if (error instanceof OSError) throw new FileExistsError(`File exists: shared memory '${name}'`)
    throw error
  }
  return { offset, size, data }
}

/** @throws FileNotFoundError when nothing has the name */
export function openBlock(name: string): Block {
  const { segment } = attached()
  const offset = lookUp(PREFIX + name, open)?.target
  if (offset === undefined) throw new FileNotFoundError(`No such file or directory: shared memory '${name}'`)
  return { offset, size: segment.f64(offset + BLOCK.size), data: segment.f64(offset + BLOCK.data) }
}

export function closeBlock({ offset }: Block): void {
  const { segment, entry } = attached()
  const left = (openHere.get(offset) as number) - 1
  if (left > 0) return void openHere.set(offset, left)
  openHere.delete(offset)
  segment.guarded(HEADER.slotMutex, () => {
    new Holders(segment, offset + BLOCK.holders).remove(entry)
    if (segment.u32(offset + BLOCK.unlinked) === 1) freeUnheld(offset)
  })
}

/** @throws FileNotFoundError when nothing has the name any more */
export function unlinkBlock(name: string): void {
  const { segment } = attached()
  const isGone = withdraw(PREFIX + name, (offset) => {
    segment.setU32(offset + BLOCK.unlinked, 1)
    freeUnheld(offset)
  })
  if (!isGone) throw new FileNotFoundError(`No such file or directory: shared memory '${name}'`)
}

/** Under the mutex of the names. */
function open(offset: number): void {
  const { segment, entry } = attached()
  if (segment.u32(offset + BLOCK.magic) !== MAGIC) throw new Error(`the shared memory at ${offset} is damaged`)
  openHere.set(offset, (openHere.get(offset) ?? 0) + 1)
  new Holders(segment, offset + BLOCK.holders).add(entry)
}

/** Under the mutex of the names. */
function freeUnheld(offset: number): void {
  const { segment } = attached()
  if (new Holders(segment, offset + BLOCK.holders).any()) return
  segment.setU32(offset + BLOCK.magic, 0)
  segment.free(segment.f64(offset + BLOCK.data), segment.f64(offset + BLOCK.size))
  segment.free(offset, BLOCK.end)
}
