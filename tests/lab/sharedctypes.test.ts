import { expect, test } from 'vitest'
import { said } from './saying'

test('every typecode holds what it holds in CPython, and nothing else', async () => {
  const values = await said(`
    import { RawValue } from 'multiprocessing'
    if (import.meta.main) {
      for (const [code, ...written] of [
        ['b', 300, -128, true], ['B', -1, 255, 256n], ['h', 2 ** 15], ['H', -1], ['i', 2 ** 31, -5, 2n ** 70n + 7n],
        ['I', -1], ['l', 2 ** 53, -9007199254740991], ['L', 12], ['q', 2 ** 63, -1, 5n], ['Q', -1],
        ['f', 0.1, 1e300], ['d', 0.1, Infinity], ['c', 'x', 65], ['u', 'x', '😀'],
      ] as const)
        say([code, new RawValue(code as any).value, ...written.map((value) => {
          try { return new RawValue(code as any, value).value } catch (error: any) { return error.name + ': ' + error.message }
        })])
      for (const [code, value] of [
        ['i', 1.5], ['q', '1'], ['b', NaN], ['d', 'x'], ['d', 1n], ['c', 'xy'], ['c', 'é'.repeat(2)], ['c', 300],
        ['c', '€'], ['u', 'xy'], ['u', 5], ['z', 1], ['constructor', 1], [5, 1],
      ])
        tell(() => new RawValue(code as any, value as any).value)
    }
  `)
  expect(values).toEqual([
    ['b', 0, 44, -128, 1],
    ['B', 0, 255, 255, 0],
    ['h', 0, -32768],
    ['H', 0, 65535],
    ['i', 0, -2147483648, -5, 7],
    ['I', 0, 4294967295],
    [
      'l',
      0,
      "RangeError: 9007199254740992 is beyond what a number tells exactly; typecode 'q' gives a bigint",
      -9007199254740991,
    ],
    ['L', 0, 12],
    ['q', '0n', '-9223372036854775808n', '-1n', '5n'],
    ['Q', '0n', '18446744073709551615n'],
    ['f', 0, 0.10000000149011612, null],
    ['d', 0, 0.1, null],
    ['c', '\0', 'x', 'A'],
    ['u', '\0', 'x', '😀'],
    "TypeError: 1.5 cannot be interpreted as an integer, which typecode 'i' holds",
    "TypeError: '1' cannot be interpreted as an integer, which typecode 'q' holds",
    "TypeError: NaN cannot be interpreted as an integer, which typecode 'b' holds",
    "TypeError: 'x' is not a number, which typecode 'd' holds",
    "TypeError: 1n is not a number, which typecode 'd' holds",
    "TypeError: one character from \\0 to \\xff, or its code, is expected by typecode 'c', not 'xy'",
    "TypeError: one character from \\0 to \\xff, or its code, is expected by typecode 'c', not 'éé'",
    "TypeError: one character from \\0 to \\xff, or its code, is expected by typecode 'c', not 300",
    "TypeError: one character from \\0 to \\xff, or its code, is expected by typecode 'c', not '€'",
    "TypeError: one character of Unicode is expected by typecode 'u', not 'xy'",
    "TypeError: one character of Unicode is expected by typecode 'u', not 5",
    "TypeError: 'z' is not a typecode; typecodes are c u b B h H i I l L q Q f d",
    "TypeError: 'constructor' is not a typecode; typecodes are c u b B h H i I l L q Q f d",
    'TypeError: 5 is not a typecode; typecodes are c u b B h H i I l L q Q f d',
  ])
})

test('arrays are read and written by index, in parts and as typed arrays, and refuse what is not there', async () => {
  const values = await said(`
    import { Array as SharedArray, Lock, RawArray, RawValue, sharedctypes, Value } from 'multiprocessing'
    if (import.meta.main) {
      const a = new RawArray('i', [1, 2, 3, 4])
      say([a.length, a.get(0), a.get(-1), a.slice(), a.slice(1, -1), [...a]])
      a.set(-1, 9)
      a.assign(0, [7, 8])
      a.assign(4, [])
      Atomics.add(a.view, 1, 100)
      say([a.view.constructor.name, [...a]])
      tell(() => a.get(4)); tell(() => a.get(-5)); tell(() => a.get(1.5)); tell(() => a.get('x' as any))
      tell(() => a.set(4, 1)); tell(() => a.set(0, 1.5)); tell(() => a.assign(3, [1, 2])); tell(() => a.assign(0, [1, 'x' as any]))
      say([...a])
      say([...new RawArray('i', 0), new RawArray('q', [1n, 2]).slice()])
      for (const size of [-1, 2.5, NaN, null, undefined, 'abc', 1e15]) tell(() => new RawArray('i', size as any))

      const c = new SharedArray('c', 'he\\0llo')
      say([c.value, c.raw, c.slice(3), c.get(0)])
      c.value = 'abc'
      say([c.raw, c.value])
      c.raw = new Uint8Array([65, 66])
      say(c.value)
      tell(() => { c.value = 'toolong' }); tell(() => { c.raw = new Uint8Array(7) })
      tell(() => (new RawArray('i', 1) as any).value); tell(() => (new SharedArray('u', 'x') as any).raw)
      const u = new RawArray('u', 'h😀llo')
      say([u.length, u.value, u.slice(1, 2), u.get(1)])

      const v = new Value('i', 5)
      say([v.value, String(v), String(v.getObj()), String(new SharedArray('d', [1.5, 2])), String(new RawArray('i', 30))])
      say([await v.acquire(), await v.getLock().acquire({ block: false }), v.updateSync((n) => n), v.release(), v.release()])
      tell(() => v.release())
      const lock = new Lock()
      say(new Value('d', 1.5, { lock }).getLock() === lock)
      tell(() => new Value('i', 0, { lock: 3 as any }).value)
      tell(() => new Value('i', 0, { lock: null as any }).value)
      tell(() => new Value('i', 0, { lock: false }).getLock())
      say([await v.update((n) => n + 1), v.updateSync((n) => n * 2), await v.use(() => v.value), v.useSync(() => v.value)])
      tell(() => v.updateSync(() => 'x' as any))
      say([v.value, await v.acquire({ block: false }), v.release()])
      const twin = sharedctypes.copy(a)
      twin.set(0, -1)
      say([[...a], [...twin], sharedctypes.copy(v.getObj()).value])
      say([sharedctypes.synchronized(v.getObj(), lock).value, sharedctypes.synchronized(twin).get(0)])
      tell(() => sharedctypes.synchronized(v as any)); tell(() => sharedctypes.copy(v as any)); tell(() => sharedctypes.synchronized(5 as any))
      // Arrays that lie between each other do not touch
      const arrays = [1, 3, 5, 63, 64, 65].map((n) => [new RawArray('B', n), new RawArray('d', n)] as const)
      arrays.forEach(([b, d], i) => { b.view.fill(i); d.view.fill(i + 0.5) })
      say(arrays.every(([b, d], i) => [...b].every((x) => x === i) && [...d].every((x) => x === i + 0.5)))
    }
  `)
  expect(values).toEqual([
    [4, 1, 4, [1, 2, 3, 4], [2, 3], [1, 2, 3, 4]],
    ['Int32Array', [7, 108, 3, 9]],
    'IndexError: invalid index: an array of 4 has no index 4',
    'IndexError: invalid index: an array of 4 has no index -5',
    'TypeError: indices must be integers, not 1.5',
    "TypeError: indices must be integers, not 'x'",
    'IndexError: invalid index: an array of 4 has no index 4',
    "TypeError: 1.5 cannot be interpreted as an integer, which typecode 'i' holds",
    'ValueError: 2 values from index 3 do not fit into an array of 4',
    "TypeError: 'x' cannot be interpreted as an integer, which typecode 'i' holds",
    [7, 108, 3, 9],
    [['1n', '2n']],
    'ValueError: Array length must be >= 0, not -1',
    'TypeError: the size of an array must be an integer, not 2.5',
    'TypeError: the size of an array must be an integer, not NaN',
    "TypeError: null is neither a size nor the values of an array of typecode 'i'",
    "TypeError: undefined is neither a size nor the values of an array of typecode 'i'",
    "TypeError: 'abc' is neither a size nor the values of an array of typecode 'i'",
    expect.stringMatching(/^SegmentFullError: The run's shared memory is full: \d+ MiB more do not fit/),
    ['he', [104, 101, 0, 108, 108, 111], 'llo', 'h'],
    [[97, 98, 99, 0, 108, 111], 'abc'],
    'ABc',
    'ValueError: a text of 7 characters is too long for an array of 6',
    'ValueError: 7 bytes are too many for an array of 6',
    "TypeError: an array of typecode 'i' has no 'value'; only one of characters has",
    "TypeError: an array of typecode 'u' has no 'raw'; only one of 'c' has",
    [5, 'h😀llo', '😀', '😀'],
    [
      5,
      '<Synchronized wrapper for c_int(5)>',
      'c_int(5)',
      '<Synchronized wrapper for <c_double_Array_2 [1.5, 2]>>',
      '<c_int_Array_30 [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, …]>',
    ],
    [true, true, 5, null, null],
    'AssertionError: attempt to release recursive lock not owned by this process',
    true,
    "TypeError: 3 has no method 'acquire'",
    "TypeError: null has no method 'acquire'",
    'TypeError: <Synchronized wrapper for c_int(0)> has no lock: it was made with lock: false',
    [6, 12, 12, 12],
    "TypeError: 'x' cannot be interpreted as an integer, which typecode 'i' holds",
    [12, true, null],
    [[7, 108, 3, 9], [-1, 108, 3, 9], 12],
    [12, -1],
    'AssertionError: object already synchronized',
    'TypeError: <Synchronized wrapper for c_int(12)> is neither a RawValue nor a RawArray',
    'TypeError: 5 is neither a RawValue nor a RawArray',
    true,
  ])
})

test('a counter without its lock loses updates, with it never, and arrays are the same in every process', async () => {
  const values = await said(`
    import { Array as SharedArray, Process, Queue, RawArray, RawValue, Value } from 'multiprocessing'
    const TIMES = 100_000
    function alone(value: RawValue<'i'>, ready: RawValue<'i'>, times: number) {
      ready.value = 1
      while (ready.value !== 2);
      for (let i = 0; i < times; i++) value.value += 1
    }
    /** Two processes at once, for as long as it takes to lose something. */
    async function race(times: number): Promise<number> {
      const value = new RawValue('i')
      const ready = [new RawValue('i'), new RawValue('i')]
      const both = ready.map((mine) => new Process({ target: alone, args: [value, mine, times] }))
      for (const each of both) each.start()
      while (!ready.every((mine) => mine.value === 1));
      for (const mine of ready) mine.value = 2
      for (const each of both) await each.join()
      return 2 * times - value.value || race(times * 2)
    }
    async function guarded(value: Value<'q'>, sync: boolean) {
      for (let i = 0; i < TIMES; i++) {
        if (sync) value.updateSync((n) => n + 1n)
        else await value.update((n) => n + 1n)
      }
    }
    function square(numbers: RawArray<'d'>, text: SharedArray<'c'>, answers: Queue<any>) {
      for (let i = 0; i < numbers.length; i++) numbers.set(i, numbers.get(i) ** 2)
      text.value = text.value.toUpperCase()
      answers.put([numbers, text, text.raw.length])
    }
    if (import.meta.main) {
      say((await race(1_000_000)) > 0)
      const value = new Value('q', 0n)
      const workers = [true, false, true].map((sync) => new Process({ target: guarded, args: [value, sync] }))
      for (const worker of workers) worker.start()
      for (const worker of workers) await worker.join()
      say([value.value, 3 * TIMES])
      const numbers = new RawArray('d', [1, 2, 3.5])
      const text = new SharedArray('c', 'hello')
      const answers = new Queue<any>()
      const child = new Process({ target: square, args: [numbers, text, answers] })
      child.start()
      const [sameNumbers, sameText, length] = await answers.get()
      await child.join()
      say([[...numbers], text.value, sameNumbers === numbers, sameText.getObj() === text.getObj(), sameText.getLock() === text.getLock(), length])
    }
  `)
  expect(values).toEqual([true, ['300000n', 300000], [[1, 4, 12.25], 'HELLO', true, true, true, 5]])
})
