import { expect, test } from 'vitest'
import { decode, encode } from './encoding'
import { EncodeError } from './errors'

/** As another process gets it; the bytes are overwritten afterwards, as those of a channel are. */
function sent<T>(value: T): T {
  const bytes = Buffer.concat([encode(value, 'value', 4), Buffer.alloc(200)]).subarray(4)
  const arrived = decode(bytes.subarray(0, bytes.length - 200)) as T
  bytes.fill(0xff)
  return arrived
}

test.each<[string, unknown]>([
  ['integers', [0, 1, -1, 127, 128, -32, -33, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 53 - 1, -(2 ** 53)]],
  ['floats', [0.1, -2.5, 1e300, 5e-324, Infinity, -Infinity, NaN]],
  ['big integers', [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n, 2n ** 200n]],
  ['texts', ['', 'a', 'ü€😀', 'x'.repeat(70_000), '\u0000']],
  ['nothing', [null, undefined, true, false]],
  ['objects', { a: 1, 'b c': { d: [{}] }, 5: 'five' }],
  [
    'maps and sets',
    new Map<unknown, unknown>([
      [{ k: 1 }, new Set([1, 'x', new Map([[1, 2]])])],
      ['m', new Map()],
    ]),
  ],
  ['dates and patterns', [new Date(0), new Date(NaN), /a\/b/gi]],
  ['typed arrays', [new Uint8Array([1, 2]), new Float64Array([0.5]), new BigInt64Array([-1n]), new Uint16Array(3)]],
  ['buffers', [Buffer.from('abc'), new ArrayBuffer(3), new DataView(new ArrayBuffer(2))]],
  ['a long typed array', new Uint32Array(100_000).fill(7)],
  [
    'many objects of one shape',
    Array.from({ length: 100 }, (_, i) => ({ id: i, name: `n${i}`, point: { x: i, y: -1 - i } })),
  ],
  ['objects of many shapes', Array.from({ length: 500 }, (_, i) => ({ [`key${i}`]: i, common: { [`k${i % 7}`]: i } }))],
])('%s arrive as they were sent', (_, value) => {
  expect(sent(value)).toStrictEqual(value)
  if (Array.isArray(value)) for (const part of value) expect(sent<unknown>(part)).toStrictEqual(part)
})

test('objects keep their identity, cycles included', () => {
  const shared = { n: 1 }
  const value: Record<string, unknown> = { list: [shared, shared], map: new Map([[shared, shared]]), set: new Set() }
  value.self = value
  ;(value.set as Set<unknown>).add(value)
  ;(value.list as unknown[]).push(value.list)
  const arrived = sent(value) as { list: unknown[]; map: Map<unknown, unknown>; set: Set<unknown>; self: unknown }
  expect(arrived.self).toBe(arrived)
  expect(arrived.list[0]).toBe(arrived.list[1])
  expect(arrived.list[2]).toBe(arrived.list)
  expect([...arrived.map][0]).toEqual([arrived.list[0], arrived.list[0]])
  expect([...arrived.set][0]).toBe(arrived)
})

test('errors arrive as the errors they were, with their fields and cause', () => {
  const error = Object.assign(new RangeError('too far', { cause: new TypeError('why') }), { code: 7 })
  const arrived = sent(error)
  expect(arrived).toBeInstanceOf(RangeError)
  expect(arrived.cause).toBeInstanceOf(TypeError)
  expect({ ...arrived, message: arrived.message, stack: arrived.stack }).toEqual({
    code: 7,
    message: 'too far',
    stack: error.stack,
  })
})

test.each<[string, unknown, string]>([
  ['a symbol', { a: [1, Symbol('s')] }, 'value.a[1] cannot be copied to another process: it is a symbol'],
  [
    'an object that lives in this process',
    { list: [new WeakMap()] },
    'value.list[0] cannot be copied to another process: it is a WeakMap that lives in this process only',
  ],
  [
    'a promise in a map',
    new Map([['k', Promise.resolve()]]),
    'value.get(k) cannot be copied to another process: it is a Promise that lives in this process only',
  ],
])('%s cannot be copied, and the error says where it is', (_, value, message) => {
  expect(() => encode(value, 'value')).toThrow(new EncodeError(message, message.split(' cannot', 1)[0] as string))
  expect(sent([1, { fine: true }])).toEqual([1, { fine: true }])
})
