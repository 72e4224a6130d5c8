import { expect, test } from 'vitest'
import { decode } from './encoding'
import { asRaw } from './raw-records'
import { Raw } from './segment/record'

test.each([0, 3, 1000])(
  'typed arrays of %d numbers arrive as what they were, with an array buffer of their own',
  (n) => {
    const part = new Uint16Array(new ArrayBuffer(2 * n + 8), 4, n).fill(7)
    for (const value of [
      new Float64Array(n).fill(0.5),
      part,
      Buffer.alloc(n, 1),
      new Uint8Array(n),
      new BigInt64Array(n),
      new Uint8Array(n).buffer,
    ]) {
      const raw = asRaw(value)
      if (raw === null) throw new Error('it is not raw')
      const taken = Buffer.concat([raw.bytes, Buffer.from('what comes after it')]).subarray(0, raw.length)
      const arrived = decode(new Raw(raw.kind, taken, false))
      expect(arrived).toStrictEqual(value === part ? part.slice() : value)
      if (!(arrived instanceof Buffer) && ArrayBuffer.isView(arrived))
        expect(arrived.buffer.byteLength).toBe(arrived.byteLength)
      expect(decode(new Raw(raw.kind, Buffer.from(new Uint8Array(raw.bytes).buffer), true))).toStrictEqual(arrived)
    }
  },
)

test('everything else is encoded', () => {
  class Own extends Uint8Array {}
  const others = [
    [new Uint8Array(5000)],
    'x',
    null,
    1,
    new DataView(new ArrayBuffer(8)),
    new Own(8),
    { constructor: Uint8Array },
  ]
  for (const value of others) expect(asRaw(value)).toBe(null)
})
