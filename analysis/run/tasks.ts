/** Tasks of a process one by one: a row is a chunk of a pool call. */
import { Track } from './track'

export type TaskTrack = ReturnType<typeof taskTrack>

/** @returns times in seconds; `text` is the number of what it was given and returned in `Texts`, 0 where that is not known */
export function taskTrack() {
  return new Track(
    (size) => ({
      map: new Uint32Array(size),
      index: new Uint32Array(size),
      count: new Uint32Array(size),
      attempt: new Uint8Array(size),
      decode: new Float32Array(size),
      encode: new Float32Array(size),
      bytesIn: new Float32Array(size),
      bytesOut: new Float32Array(size),
      text: new Uint32Array(size),
    }),
    ['count', 'decode', 'encode', 'bytesIn', 'bytesOut'],
  )
}
