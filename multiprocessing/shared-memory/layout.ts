/** Where the words of a block of named memory stand. */
import { HOLDERS_SIZE } from '../segment/holders'

export const BLOCK = {
  magic: 0, // u32, then u32 1: the name was taken back
  unlinked: 4,
  size: 8, // f64 bytes, then f64 where they are
  data: 16,
  line: 24, // u32 each: where it was made, in the compiled script
  column: 28,
  room: 32, // f64 each: where what was allocated for them is, and how much
  roomSize: 40,
  holders: 64,
  end: 64 + HOLDERS_SIZE,
} as const

/** Sets the names of memory apart from the addresses of listeners. */
export const PREFIX = '\0memory\0'
