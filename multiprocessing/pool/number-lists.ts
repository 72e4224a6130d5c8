/**
 * Lists of nothing but numbers travel as the bytes of a typed array, which costs a tenth of encoding each: what maps
 * carry most. A byte that never begins an encoded value tells them apart.
 */
const MARK = 0xc1
const INTEGERS = 1
const FLOATS = 2
/** The mark, the kind, and room to where numbers may stand. */
const HEAD = 8
const SMALLEST = 4096

/** Where lists are packed; records begin at 4, so that numbers behind an even head stand at multiples of 8. */
let space = new ArrayBuffer(SMALLEST)
const START = 4

/**
 * @param reserved bytes to leave free at the start, 4 more than a multiple of 8
 * @returns the free bytes, then the packed list, valid until the next call; `null` for a list that has to be encoded
 */
export function packNumbers(list: readonly unknown[], reserved: number): Buffer | null {
  if (typeof list[0] !== 'number') return null
  const at = START + reserved + HEAD
  const needed = at + list.length * 8
  if (needed > space.byteLength) space = new ArrayBuffer(needed * 2)
  const size = fillIntegers(new Int32Array(space, at, list.length), list) ? 4 : 8
  if (size === 8 && !fillFloats(new Float64Array(space, at, list.length), list)) return null
  const record = Buffer.from(space, START, reserved + HEAD + list.length * size)
  record[reserved] = MARK
  record[reserved + 1] = size === 4 ? INTEGERS : FLOATS
  return record
}

/**
 * @param bytes what stood behind the free bytes; its own length from a multiple of 8 of its buffer
 * @returns the list, a copy; `null` when it was not packed
 */
export function unpackNumbers(bytes: Uint8Array): Int32Array | Float64Array | null {
  if (bytes[0] !== MARK) return null
  const { buffer, byteOffset, byteLength } = bytes
  const at = byteOffset + HEAD
  const length = byteLength - HEAD
  return bytes[1] === INTEGERS
    ? new Int32Array(buffer, at, length / 4).slice()
    : new Float64Array(buffer, at, length / 8).slice()
}

function fillIntegers(into: Int32Array, list: readonly unknown[]): boolean {
  for (let i = 0; i < list.length; i++) {
    const value = list[i]
    if (typeof value !== 'number' || (value | 0) !== value || (value === 0 && 1 / value < 0)) return false
    into[i] = value
  }
  return true
}

function fillFloats(into: Float64Array, list: readonly unknown[]): boolean {
  for (let i = 0; i < list.length; i++) {
    const value = list[i]
    if (typeof value !== 'number') return false
    into[i] = value
  }
  return true
}
