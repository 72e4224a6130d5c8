import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WASM_PAGE } from '../multiprocessing/segment/window'
import { isSound, readSnapshotFile, writeSnapshotFile } from './snapshot-file'

const HEAD = 32
let folder: string
let file: string
const memory = Uint8Array.from({ length: 2 * WASM_PAGE }, (_, i) => i % 251)

/** As Pyodide makes it: magic, where the memory begins, and more of its own; then the memory. */
function snapshot(): Uint8Array {
  const bytes = new Uint8Array(HEAD + memory.length)
  new Uint32Array(bytes.buffer).set([7, HEAD, 99])
  bytes.set(memory, HEAD)
  return bytes
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parallab-snapshot-'))
  file = path.join(folder, 'python.snapshot')
})

afterEach(() => rmSync(folder, { recursive: true }))

test('the memory stands at the start of the file, where it can be mapped; the head is read alone', () => {
  const made = snapshot()
  writeSnapshotFile(file, made)
  expect(readSnapshotFile(file)).toEqual({ file, length: memory.length, head: made.subarray(0, HEAD) })
  expect(readFileSync(file).subarray(0, memory.length).equals(memory)).toBe(true)
  expect(isSound(file)).toBe(true)
})

test('what is missing, cut off or no such file is none', () => {
  expect([readSnapshotFile(file), isSound(file)]).toEqual([null, false])
  writeSnapshotFile(file, snapshot())
  for (const length of [2 * WASM_PAGE, WASM_PAGE, 5, 0]) {
    truncateSync(file, length)
    expect([readSnapshotFile(file), isSound(file)]).toEqual([null, false])
  }
})

test('one changed byte is found by who looks at all of it', () => {
  writeSnapshotFile(file, snapshot())
  const bytes = readFileSync(file)
  for (const at of [0, WASM_PAGE + 3, 2 * WASM_PAGE + 9, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    writeFileSync(file, changed)
    expect(isSound(file)).toBe(false)
  }
})
