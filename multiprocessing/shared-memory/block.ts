/**
 * A block of memory that has a name in the run. It stays until the name is taken back and no living process has the
 * block open. Everything that decides on that happens under the mutex of the names.
 */
import { lookUp, publish, withdraw } from '../directory'
import { FileExistsError, FileNotFoundError, OSError } from '../errors'
import { departFrom } from '../parcel'
import { attached, isMeasured } from '../segment/attachment'
import { Holders } from '../segment/holders'
import { HEADER } from '../segment/layout'
import { THE_RUN } from '../segment/names'
import { PAGE } from '../segment/operating-system'
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

/**
 * @param name `null`: it has none, and goes with the last process that has it open
 * @param isPaged it begins with a page and shares none with anything else
 * @throws FileExistsError when the name is taken, SegmentFullError
 */
export function createBlock(name: string | null, size: number, isPaged = false): Block {
  const { segment } = attached()
  const site = isMeasured() ? siteOfCaller() : NOWHERE
  const room = roomFor(size, isPaged)
  const offset = segment.allocateZeroed(BLOCK.end)
  moveTo(room, offset, size)
  segment.setU32(offset + BLOCK.magic, MAGIC)
  segment.setU32(offset + BLOCK.unlinked, name === null ? 1 : 0)
  segment.setU32(offset + BLOCK.line, site.line)
  segment.setU32(offset + BLOCK.column, site.column)
  open(offset)
  try {
    if (name !== null) publish(PREFIX + name, offset, THE_RUN)
  } catch (error) {
    openHere.delete(offset)
    free(offset)
    if (error instanceof OSError) throw new FileExistsError(`File exists: shared memory '${name}'`)
    throw error
  }
  return at(offset)
}

/** Gives a block that has been made with no bytes so many, all zeros, in pages of its own. @throws SegmentFullError */
export function extendBlock({ offset }: Block, size: number): Block {
  const { segment } = attached()
  const room = roomFor(size, true)
  segment.free(segment.f64(offset + BLOCK.room), segment.f64(offset + BLOCK.roomSize))
  moveTo(room, offset, size)
  return at(offset)
}

/** @throws FileNotFoundError when nothing has the name */
export function openBlock(name: string): Block {
  const offset = lookUp(PREFIX + name, open)?.target
  if (offset === undefined) throw new FileNotFoundError(`No such file or directory: shared memory '${name}'`)
  return at(offset)
}

/** Another object of this process has a block that is open. */
export function shareBlock({ offset }: Block): Block {
  openHere.set(offset, (openHere.get(offset) as number) + 1)
  return at(offset)
}

/** A block leaves in a message. @returns the ticket that whoever reads the message gives up */
export function sendBlock({ offset }: Block): number {
  return departFrom(new Holders(attached().segment, offset + BLOCK.holders))
}

/** A block comes in a message. */
export function receiveBlock(offset: number, ticket: number): Block {
  const { segment, entry } = attached()
  segment.guarded(HEADER.slotMutex, () => open(offset))
  new Holders(segment, offset + BLOCK.holders).arrive(ticket, entry)
  return at(offset)
}

export function closeBlock({ offset }: Pick<Block, 'offset'>): void {
  const { segment, entry } = attached()
  const left = (openHere.get(offset) as number) - 1
  if (left > 0) return void openHere.set(offset, left)
  openHere.delete(offset)
  segment.guarded(HEADER.slotMutex, () => {
    new Holders(segment, offset + BLOCK.holders).remove(entry)
    if (segment.u32(offset + BLOCK.unlinked) === 1) freeUnheld(offset)
  })
}

/** This process ends, and with it all that it has open. */
export function closeBlocks(): void {
  for (const offset of openHere.keys()) {
    openHere.set(offset, 1)
    closeBlock({ offset })
  }
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
  free(offset)
}

interface Room {
  readonly offset: number
  readonly size: number
  readonly data: number
}

function roomFor(size: number, isPaged: boolean): Room {
  const { segment } = attached()
  // What is allocated is aligned to less than a page.
  const roomSize = isPaged ? (Math.ceil(size / PAGE) + 1) * PAGE : size
  const offset = segment.allocateZeroed(roomSize)
  return { offset, size: roomSize, data: isPaged ? Math.ceil(offset / PAGE) * PAGE : offset }
}

function moveTo(room: Room, offset: number, size: number): void {
  const { segment } = attached()
  segment.setF64(offset + BLOCK.room, room.offset)
  segment.setF64(offset + BLOCK.roomSize, room.size)
  segment.setF64(offset + BLOCK.data, room.data)
  segment.setF64(offset + BLOCK.size, size)
}

function free(offset: number): void {
  const { segment } = attached()
  segment.free(segment.f64(offset + BLOCK.room), segment.f64(offset + BLOCK.roomSize))
  segment.free(offset, BLOCK.end)
}

function at(offset: number): Block {
  const { segment } = attached()
  return { offset, size: segment.f64(offset + BLOCK.size), data: segment.f64(offset + BLOCK.data) }
}
