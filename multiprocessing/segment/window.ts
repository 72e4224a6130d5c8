/** The part of a segment that JavaScript reads and writes in place. */

/** Bytes of a page of WebAssembly; pages of the operating system are no longer. */
export const WASM_PAGE = 65_536

/** Bytes at the start of every segment that JavaScript sees directly. */
export const WINDOW = 4 * 2 ** 30

/** The start of a segment as JavaScript's own memory: a store is seen by every process, and `Atomics` work across them. */
export interface Window {
  readonly u8: Uint8Array
  readonly u16: Uint16Array
  readonly i32: Int32Array
  readonly u32: Uint32Array
  readonly f64: Float64Array
}
