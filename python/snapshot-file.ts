/**
 * The file that Python's memory is kept in: its pages, so that they can be mapped, then what Pyodide wrote before them, then
 * a trailer of two u32: bytes of that head, and the checksum of all before it.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { WASM_PAGE } from '../multiprocessing/segment/window'
import { writeWhole } from '../utility/whole-file'

const TRAILER = 8
const CHUNK = 1 << 20

/** Beside a snapshot: what V8 has compiled. */
export const codeOf = (snapshot: string) => `${snapshot}.code`

export interface SnapshotFile {
  readonly file: string
  /** Bytes of the memory, from the start of the file. */
  readonly length: number
  /** A snapshot of Pyodide's without the memory. */
  readonly head: Uint8Array
}

/** @param snapshot as Pyodide makes it: in its second u32 stands where the memory begins */
export function writeSnapshotFile(file: string, snapshot: Uint8Array): void {
  const begin = new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(4, true)
  const [head, memory] = [snapshot.subarray(0, begin), snapshot.subarray(begin)]
  const trailer = Buffer.alloc(TRAILER)
  trailer.writeUInt32LE(begin, 0)
  trailer.writeUInt32LE(crc32(head, crc32(memory)), 4)
  writeWhole(file, memory, head, trailer)
}

/** Reads all but the memory. @returns `null` when there is no such file, or it is not whole */
export function readSnapshotFile(file: string): SnapshotFile | null {
  return withFile(file, (descriptor, size) => {
    const trailer = Buffer.alloc(TRAILER)
    if (size < TRAILER || readSync(descriptor, trailer, 0, TRAILER, size - TRAILER) < TRAILER) return null
    const begin = trailer.readUInt32LE(0)
    const length = size - TRAILER - begin
    if (length <= 0 || length % WASM_PAGE !== 0) return null
    const head = new Uint8Array(begin)
    readSync(descriptor, head, 0, begin, length)
    return { file, length, head }
  })
}

/** Whether the file is whole and all of it is as it was written; it reads all of it. */
export function isSound(file: string): boolean {
  const known = withFile(file, (descriptor, size) => {
    if (size < TRAILER) return false
    const chunk = Buffer.alloc(CHUNK)
    const end = size - TRAILER
    let sum = 0
    for (let at = 0; at < end;) {
      const read = readSync(descriptor, chunk, 0, Math.min(CHUNK, end - at), at)
      if (read === 0) return false
      sum = crc32(chunk.subarray(0, read), sum)
      at += read
    }
    return readSync(descriptor, chunk, 0, 4, size - 4) === 4 && chunk.readUInt32LE(0) === sum
  })
  return known === true && readSnapshotFile(file) !== null
}

function withFile<T>(file: string, act: (descriptor: number, size: number) => T): T | null {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    return act(descriptor, fstatSync(descriptor).size)
  } finally {
    closeSync(descriptor)
  }
}
