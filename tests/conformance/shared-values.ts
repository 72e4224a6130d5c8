// Value, Array, RawValue, RawArray, and locks.
import { Array as SharedArray, Lock, Process, RawArray, RawValue, Value } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'

const { absent, same } = behaviours('values', '_TestValue', 'Value RawValue')

const CASES = [
  ['i', 4343, 24234],
  ['d', 3.625, -4.25],
  ['h', -232, 234],
  ['q', 2 ** 33, 2 ** 34],
  ['c', 'x', 'y'],
] as const

type AnyValue = { value: unknown }
function changes(values: AnyValue[], to: unknown[]): void {
  values.forEach((shared, i) => (shared.value = to[i]))
}
function doubles(array: SharedArray<'i'> | RawArray<'i'>): void {
  for (let i = 0; i < array.length; i++) array.set(i, array.get(i) * 2)
}
function sums(seq: { length: number; get(i: number): number; set(i: number, value: number): void }): void {
  for (let i = 1; i < seq.length; i++) seq.set(i, seq.get(i) + seq.get(i - 1))
}
async function increments(counter: Value<'i'>): Promise<void> {
  for (let i = 0; i < 100; i++)
    await counter.use(() => {
      counter.value += 1
    })
}
async function running(target: (...args: never[]) => unknown, ...args: unknown[]): Promise<number | null> {
  const p = new Process({ target: target as (...args: unknown[]) => unknown, args })
  p.start()
  await p.join()
  return p.exitcode
}

async function main(): Promise<void> {
  for (const [kind, make, tests] of [
    ['value', (code: never, value: never) => new Value(code, value), 'test_value'],
    ['raw-value', (code: never, value: never) => new RawValue(code, value), 'test_rawvalue'],
  ] as const)
    await same(
      kind,
      tests,
      'A shared value of every kind starts as it was made and is what another process makes it.',
      async () => {
        const values = CASES.map(([code, value]) => make(code as never, value as never) as AnyValue)
        const before = values.map(({ value }) => asText(value))
        await running(
          changes,
          values,
          CASES.map(([, , to]) => to),
        )
        return [before, values.map(({ value }) => asText(value))]
      },
      [CASES.map(([, value]) => String(value)), CASES.map(([, , to]) => String(to))],
    )
  await same(
    'locks',
    'test_getobj_getlock _TestArray.test_getobj_getlock_obj',
    'A value has a lock of its own, the one it is given, or none; what is no lock is refused.',
    async () => {
      const lock = new Lock()
      const given = new Value('i', 5, { lock })
      const none = new Value('i', 5, { lock: false })
      const array = new SharedArray('i', 10, { lock })
      return [
        given.getLock() === lock,
        array.getLock() === lock,
        given.getObj() instanceof RawValue,
        (await thrown(() => none.getLock())).split(':')[0],
        (await thrown(() => new Value('i', 5, { lock: 'no' as never }))).split(':')[0],
      ]
    },
    [true, true, true, 'TypeError', 'TypeError'],
  )
  await same(
    'atomic',
    '',
    'Updates under the value’s lock are never lost.',
    async () => {
      const counter = new Value('i', 0)
      const all = [1, 2, 3].map(() => new Process({ target: increments, args: [counter] }))
      for (const p of all) p.start()
      for (const p of all) await p.join()
      return counter.value
    },
    300,
  )

  const arrays = behaviours('arrays', '_TestArray', 'Array RawArray')
  for (const [kind, make, tests] of [
    ['array', (values: number[]) => new SharedArray('i', values), 'test_array'],
    ['raw-array', (values: number[]) => new RawArray('i', values), 'test_rawarray'],
  ] as const)
    await arrays.same(
      kind,
      tests,
      'A shared array has length, elements, slices; another process changes it.',
      async () => {
        const seq = [680, 626, 934, 821, 150, 233, 548, 982, 714, 831]
        const array = make(seq)
        const before = [array.length, array.get(3), [...array.slice(2, 7)]]
        array.assign(4, [1, 2, 3, 4])
        const after = [...array.slice(4, 8)]
        const copy = [...array.slice()] as number[]
        for (let i = 1; i < copy.length; i++) copy[i] = (copy[i] as number) + (copy[i - 1] as number)
        await running(sums, array)
        return [before, after, JSON.stringify([...array.slice()]) === JSON.stringify(copy)]
      },
      [[10, 821, [934, 821, 150, 233, 548]], [1, 2, 3, 4], true],
    )
  await arrays.same(
    'by-size',
    'test_array_from_size',
    'An array of a size is all zero, also in memory that was used before.',
    () => {
      const all = []
      for (let i = 0; i < 3; i++) {
        const array = new SharedArray('i', 10)
        all.push([...array.slice()].every((n) => n === 0))
        array.assign(0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        all.push([...array.slice()].join('') === '0123456789')
      }
      return all
    },
    Array(6).fill(true),
  )
  await arrays.same(
    'in-many-kinds',
    '_TestSharedCTypes.test_sharedctypes _TestSharedCTypes.test_synchronize',
    'Values and arrays with and without locks go to another process together.',
    async () => {
      const [array, raw] = [new SharedArray('i', [1, 2, 3]), new RawArray('i', [4, 5])]
      await running(doubles, array)
      await running(doubles, raw)
      return [[...array.slice()], [...raw.slice()]]
    },
    [
      [2, 4, 6],
      [8, 10],
    ],
  )
  await arrays.same(
    'characters',
    '',
    'An array of characters has a text and its bytes.',
    () => {
      const text = new SharedArray('c', 20)
      text.value = 'hello'
      return [text.value, text.raw.length]
    },
    ['hello', 20],
  )
  absent(
    'structures',
    '_TestSharedCTypes.test_copy',
    'Structures of ctypes and their copies',
    'ctypes is Python’s; a SharedMemory has typed views of its bytes.',
  )
  absent(
    'heap',
    '_TestHeap.test_heap _TestHeap.test_free_from_gc',
    'The arenas of the heap',
    'The heap is one segment; what nobody refers to is given back when it is collected as garbage.',
  )
}

const asText = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString() : String(value))

if (import.meta.main) await main()
