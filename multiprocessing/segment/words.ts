/** A few bytes of process memory seen as numbers, to carry fields into and out of a segment. */
export interface Words {
  readonly bytes: Uint8Array
  readonly u32: Uint32Array
  readonly i32: Int32Array
  readonly u16: Uint16Array
  readonly f64: Float64Array
}

/** @param size bytes, a multiple of 8 */
export function words(size: number): Words {
  const buffer = new ArrayBuffer(size)
  return {
    bytes: new Uint8Array(buffer),
    u32: new Uint32Array(buffer),
    i32: new Int32Array(buffer),
    u16: new Uint16Array(buffer),
    f64: new Float64Array(buffer),
  }
}
