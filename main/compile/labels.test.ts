import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { expect, test } from 'vitest'
import { compileScript } from '.'

const MADE = 'Barrier, Condition, Event, Lock as L, Pipe, Pool, Queue, Semaphore, Value, getContext'

/** Compiles lines that may use what is imported; answers them as they were compiled, and the map. */
async function compiled(...lines: string[]) {
  const text = [`import { ${MADE} } from 'multiprocessing'`, `import * as mp from 'multiprocessing'`, ...lines].join(
    '\n',
  )
  const result = await compileScript({ file: '/nowhere/a.ts', text })
  if (!result.ok) throw new Error(result.errors[0]?.message)
  return result.script
}

/** The calls that give names, as far as the library's part in them. */
async function names(...lines: string[]): Promise<string[]> {
  const { code } = await compiled(...lines)
  return [...code.matchAll(/__lab\.named\((\[\s*"[^\]]*\]|"[^"]*")/g)].map((found) =>
    (found[1] as string).replace(/\s/g, ''),
  )
}

test.each([
  ['const b = new L()', ['"b"']],
  ['let b; b = new mp.Lock()', ['"b"']],
  ['var b = (await new mp.Lock()) as L', ['"b"']],
  ['await using pool = new Pool(2)', ['"pool"']],
  ["const c = new (getContext('spawn').Condition)(new L())", ['"c"']],
  [
    "const ctx = getContext('spawn'); const c = new ctx.Event(); const { Lock } = ctx; const d = new Lock()",
    ['"c"', '"d"'],
  ],
  ["const n = new Value('i', 1)", ['"n"']],
  ['const forks = [new L(), new L()]', ['"forks"']],
  ['const forks = Array.from({ length: 5 }, () => new L())', ['"forks"']],
  ['const forks = [1, 2].map(() => { return new L() })', ['"forks"']],
  ['const locks = { a: new L(), b: new L() }', ['"locks"']],
  ['const [a, b] = Pipe()', ['["a","b"]']],
  ['const [q, , r = null] = [new Queue(), 1, new Queue()]', ['["q",null,"r"]']],
  ['const { q } = { q: new Queue() }', ['""']],
  [
    'class A { lock = new L(); static #s = new Semaphore(2); constructor() { this.lock = new L() } }',
    ['"lock"', '"#s"', '"lock"'],
  ],
  ['const o: { l?: L } = {}; o.l ??= new L()', ['"o.l"']],
  ['function f(lock = new L()) { return lock }', ['"lock"']],
  ['const l: L[] = []; for (let i = 0; i < 3; i++) l[i] = new L()', ['"l[]"']],
  ['const l: L[] = []; l.push(new L())', ['"l[]"']],
  // Nothing of these makes anything shared where it stands.
  ['const make = () => new L()', []],
  ['class Queue2 {}; const q = new Queue2(); const m = new Map()', []],
  ['const p = new mp.Process({ target: () => undefined, args: [new L()] as never })', []],
  ['const list = new globalThis.Array(3).map(() => 1)', ['"list"']],
  ['const text = [1].map((n) => n + 1); const x = await import("node:fs")', []],
])('%s', async (line, expected) => {
  expect(await names(line)).toEqual(expected)
})

test('a class of the script with the name of one of the library is left alone', async () => {
  const result = await compileScript({ file: '/nowhere/a.ts', text: 'class Lock {}\nconst lock = new Lock()' })
  expect(result.ok && result.script.code.includes('__lab.named')).toBe(false)
})

test('an index is read after the value, and a list says how long it is', async () => {
  const { code } = await compiled('const l: L[] = []', 'for (let i = 0; i < 3; i++) l[i] = new L()', 'l.push(new L())')
  expect(code.match(/__lab\.named\("l\[\]".*/g)).toEqual([
    '__lab.named("l[]", new Lock(), i);',
    '__lab.named("l[]", new Lock(), l.length));',
  ])
})

test('methods of a named object keep their places, and what is written around it is nested rightly', async () => {
  const { code, places } = await compiled('export const o = { work(n: number) { return n }, lock: new L() }')
  expect(code).toMatch(/__lab\.named\("o", __lab\.methods\(\{[^]*\}, \[\["work", "a\.ts:3:20"\]\]\)\)/)
  expect(places.map(({ id }) => id)).toEqual(['a.ts:3:20'])
})

test('what is made inside a function that is sent gets its name there, and every place is mapped exactly', async () => {
  const text = [
    `import { Lock as L, Pool } from 'multiprocessing'`,
    'if (import.meta.main) {',
    '  const pool = new Pool(1)',
    '  await pool.map((n: number) => { const inner = new L(); return n }, [1])',
    '}',
  ].join('\n')
  const result = await compileScript({ file: '/nowhere/a.ts', text })
  if (!result.ok) throw new Error(result.errors[0]?.message)
  const { code, map } = result.script
  const lines = code.split('\n')
  const trace = new TraceMap(map)
  const found = lines.flatMap((line, i) =>
    [...line.matchAll(/new Lock\(\)/g)].map((each) => {
      const { line: at, column } = originalPositionFor(trace, { line: i + 1, column: each.index })
      return [at, column, line.slice(each.index - '__lab.named("inner", '.length, each.index)]
    }),
  )
  // Once where it stands, once in its factory.
  expect(found).toEqual([
    [4, 48, '__lab.named("inner", '],
    [4, 48, '__lab.named("inner", '],
  ])
})
