/** Where the words of a pipe stand. */
import { HOLDERS_SIZE } from '../segment/holders'
import { WATCHERS_LIST, WATCHERS_SIZE } from '../segment/watchers'

/** The two directions follow each other; the first is what end 0 receives. */
export const PIPE = {
  number: 0, // u32 of the pipe in the run, 0 once it is freed; then u32 whether end 0 can send and end 1 receive
  duplex: 4,
  latch: 8, // over the two counts of bytes, and closing
  bytes: 16, // f64 each: in large messages on their way, or in all where the pipe has a capacity
  channels: 32, // f64 each
  capacity: 48, // f64 bytes of each direction, 0: none
  holders: 64, // of end 0, of end 1
  watchers: 64 + 2 * HOLDERS_SIZE, // of what end 0 receives, of what end 1 receives
  size: 64 + 2 * (HOLDERS_SIZE + WATCHERS_SIZE),
} as const

/** Where the list of those stands who watch what an end receives. */
export function watchersOf(pipe: number, end: number): number {
  return pipe + PIPE.watchers + end * WATCHERS_SIZE + WATCHERS_LIST
}
