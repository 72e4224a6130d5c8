/** Large values as they lie in the database: JSON or text, deflated where that pays. */
import { promisify } from 'node:util'
import { deflate, deflateSync, inflateSync } from 'node:zlib'

/** Bytes below which nothing is gained. */
const SMALL = 512
/** Quick rather than small: what is packed at the end of a run holds it up. */
const LEVEL = { level: 1 }
/** How everything deflated begins, and no JSON does. */
const DEFLATED = 0x78

const deflated = promisify(deflate) as (data: Uint8Array, options: typeof LEVEL) => Promise<Uint8Array>

/** Deflates beside the main thread. */
export async function pack(value: unknown): Promise<Uint8Array> {
  const plain = Buffer.from(JSON.stringify(value))
  return plain.length < SMALL ? plain : deflated(plain, LEVEL)
}

/** @throws Error when the data are damaged: what was deflated carries a check sum */
export function unpack<T>(data: Uint8Array): T {
  return JSON.parse(data[0] === DEFLATED ? unpackText(data) : Buffer.from(data).toString('utf8')) as T
}

export function packText(text: string): Uint8Array {
  return deflateSync(text, LEVEL)
}

/** @throws Error when the data are damaged */
export function unpackText(data: Uint8Array): string {
  return inflateSync(data).toString('utf8')
}

/** What was read, or `null` when it is damaged. */
export function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
