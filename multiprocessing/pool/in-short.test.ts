import { describe, expect, test } from 'vitest'
import { errorInShort, inShort, itemInShort } from './in-short'

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

/** Whatever is called, throws. */
const trap = new Proxy(
  {},
  { get: (_, name) => () => { throw new Error(`${String(name)} was called`) } },
) as ProxyHandler<object> // prettier-ignore
const bomb = () => {
  throw new Error('code of the script ran')
}

describe('a value in short', () => {
  test.each([
    [7, '7'],
    [-0, '-0'],
    [0.1 + 0.2, '0.30000000000000004'],
    [12n, '12n'],
    [null, 'null'],
    [undefined, 'undefined'],
    [true, 'true'],
    [Symbol('s'), 'symbol'],
    ['a "word"\n', '"a \\"word\\"\\n"'],
    ['x'.repeat(1000), `"${'x'.repeat(55)}…"`],
    [[1, 2], '[1, 2]'],
    [[], '[]'],
    [Array.from({ length: 100 }, (_, i) => i), '[0, 1, 2, 3, … 100 items]'],
    [new Array(2), '[empty, empty]'],
    [[[1, [2, 3]], 4], '[[1, [… 2 items]], 4]'],
    [{ id: 3, name: 'n' }, '{ id: 3, name: "n" }'],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, '{ a: 1, b: 2, c: 3, d: 4, … }'],
    [{}, '{}'],
    [Object.assign(Object.create(null) as object, { 'a b': 1 }), '{ "a b": 1 }'],
    [new Point(1, 2), 'Point { x: 1, y: 2 }'],
    [new Float64Array(1000), 'Float64Array(1000)'],
    [Buffer.alloc(3), 'Buffer(3)'],
    [new ArrayBuffer(8), 'ArrayBuffer(8)'],
    [new SharedArrayBuffer(8), 'SharedArrayBuffer(8)'],
    [new DataView(new ArrayBuffer(8)), 'DataView'],
    [new Map([[1, 2]]), 'Map(1)'],
    [new Set([1, 2]), 'Set(2)'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(NaN), 'Invalid Date'],
    [/a+/g, '/a+/'],
    [bomb, 'function bomb'],
    [new RangeError('too far'), 'RangeError: too far'],
  ])('%#', (value, text) => expect(inShort(value)).toBe(text))

  test('is never longer than it may be, and ends with a whole character', () => {
    for (const value of [
      'ä'.repeat(100),
      '😀'.repeat(100),
      `a${'😀'.repeat(100)}`,
      ['😀'.repeat(9), '漢'.repeat(99)],
      { ['漢'.repeat(50)]: 1 },
    ])
      for (let most = 8; most <= 60; most++) {
        const text = inShort(value, most)
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most)
        expect(Buffer.from(text).toString()).toBe(text)
      }
    expect(inShort('漢'.repeat(100))).toBe(`"${'漢'.repeat(18)}…`)
  })

  test('arguments stand in parentheses', () => {
    expect([itemInShort([1, 'a'], true), itemInShort([1, 'a'], false), itemInShort(3, true)]).toEqual([
      '(1, "a")',
      '[1, "a"]',
      '3',
    ])
  })

  test('an error is its name and message', () => {
    class Own extends Error {
      override name = 'Own'
    }
    expect([errorInShort(new Own('no')), errorInShort(new Error()), errorInShort('text')]).toEqual([
      'Own: no',
      'Error',
      '"text"',
    ])
    expect(errorInShort(new TypeError('x'.repeat(100)))).toBe(`TypeError: ${'x'.repeat(46)}…`)
  })

  test('no code of the script runs', () => {
    const getters = Object.defineProperties([], { 0: { get: bomb, enumerable: true } })
    class Sly extends Map {
      override get size(): number {
        return bomb()
      }
      toJSON = bomb
      override toString = bomb
    }
    class SlyArray extends Uint8Array {
      override get length(): number {
        return bomb()
      }
      override get [Symbol.toStringTag](): never {
        return bomb()
      }
    }
    class Named {
      static get name(): string {
        return bomb()
      }
      [Symbol.toPrimitive] = bomb
    }
    class SlyDate extends Date {
      override toISOString = bomb
      override valueOf = bomb
    }
    class SlyError extends Error {
      override get message(): string {
        return bomb()
      }
    }
    const inherits = Object.create(new Proxy({}, trap)) as object
    expect(
      [getters, new Sly(), new SlyArray(2), new Named(), new SlyDate(0), new SlyError(), inherits].map((value) =>
        inShort(value),
      ),
    ).toEqual(['[…]', 'Map(0)', 'Uint8Array(2)', '{}', '1970-01-01T00:00:00.000Z', 'Error', '{}'])
    expect(inShort(new Proxy([], trap))).toBe('Proxy')
    expect(inShort([new Proxy(bomb, trap), { get a() { return bomb() } }])).toBe('[function, { a: … }]') // prettier-ignore
    expect(itemInShort(new Proxy([], trap), true)).toBe('Proxy')
  })
})
