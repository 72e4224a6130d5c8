/** Values and arrays of every typecode, shared memory. */
import {
  Array as SharedArray,
  RawArray,
  RawValue,
  ShareableList,
  sharedctypes,
  SharedMemory,
  SharedMemoryManager,
  Value,
} from 'multiprocessing'
import type { Shareable, Typecode } from 'multiprocessing'
import { is } from './is'

// Values: characters are texts, q and Q bigints, all others numbers.
is<string>()(new Value('c', 'x').value)
is<string>()(new Value('u', 'é').value)
is<number>()(new Value('b', 1).value)
is<number>()(new Value('B', 1).value)
is<number>()(new Value('h', 1).value)
is<number>()(new Value('H', 1).value)
is<number>()(new Value('i', 1).value)
is<number>()(new Value('I', 1).value)
is<number>()(new Value('l', 1n).value)
is<number>()(new Value('L', 1).value)
is<bigint>()(new Value('q', 1).value)
is<bigint>()(new Value('Q', 1n).value)
is<number>()(new Value('f', 1.5).value)
is<number>()(new RawValue('d', 1.5).value)
is<Promise<number>>()(new Value('i', 1).update((n) => n + 1))
is<bigint>()(new Value('q', 1).updateSync((n) => n * 2n))
new Value('B', true)
new Value('i', 1, { lock: false })
// @ts-expect-error a typecode that does not exist
new Value('x', 1)
// @ts-expect-error a text for a number
new Value('i', '1')
// @ts-expect-error a float is no bigint
new Value('d', 1n)
// @ts-expect-error a number for a character of Unicode
new Value('u', 1)
// @ts-expect-error a change into another type
void new Value('i', 1).update((n) => String(n))
// @ts-expect-error raw values have no lock
new RawValue('i', 1).getLock()

// Arrays
is<string>()(new SharedArray('c', 'text').value)
is<string>()(new SharedArray('u', 3).slice(0, 2))
is<number>()(new SharedArray('i', 3).get(0))
is<number[]>()(new SharedArray('d', [1, 2]).slice())
is<bigint[]>()([...new SharedArray('Q', [1n, 2])])
is<number>()(new SharedArray('i', new Set([1])).length)
is<Uint8Array>()(new RawArray('c', 4).raw)
is<Uint8Array>()(new RawArray('c', 4).view)
is<Uint32Array>()(new RawArray('u', 4).view)
is<Int8Array>()(new RawArray('b', 4).view)
is<Uint8Array>()(new RawArray('B', 4).view)
is<Int16Array>()(new RawArray('h', 4).view)
is<Uint16Array>()(new RawArray('H', 4).view)
is<Int32Array>()(new RawArray('i', 4).view)
is<Uint32Array>()(new RawArray('I', 4).view)
is<BigInt64Array>()(new RawArray('l', 4).view)
is<BigUint64Array>()(new RawArray('L', 4).view)
is<BigInt64Array>()(new RawArray('q', 4).view)
is<BigUint64Array>()(new RawArray('Q', 4).view)
is<Float32Array>()(new RawArray('f', 4).view)
is<Float64Array>()(new RawArray('d', 4).view)
new SharedArray('i', 3).assign(1, [1, 2])
// @ts-expect-error texts in an array of numbers
new SharedArray('i', ['1'])
// @ts-expect-error a text for an array of numbers
new SharedArray('i', 'text')
// @ts-expect-error an item of the wrong type
new SharedArray('d', 3).set(0, 'a')
// @ts-expect-error arrays of numbers have no text
new RawArray('i', 3).value = 'a'
is<never>()(new RawArray('i', 3).raw)

// sharedctypes
is<RawValue<'i'>>()(sharedctypes.copy(new RawValue('i', 1)))
is<Value<'i'>>()(sharedctypes.synchronized(new RawValue('i', 1)))
is<SharedArray<'d'>>()(sharedctypes.synchronized(new RawArray('d', 3)))
is<sharedctypes.Read<'q'>>()(1n as bigint)
// @ts-expect-error has a lock already
sharedctypes.synchronized(new Value('i', 1))

// Shared memory
const memory = new SharedMemory({ create: true, size: 64 })
is<string>()(memory.name)
is<number>()(memory.size)
is<Uint8Array>()(memory.buf)
is<Uint8Array>()(memory.read(0, 4))
is<Float64Array>()(memory.view('d', 8, 2))
is<Int32Array>()(memory.view('i'))
memory.write(0, new Float32Array(2))
// @ts-expect-error text has to be encoded
memory.write(0, 'text')
// @ts-expect-error a typecode that does not exist
memory.view('z')
const list = new ShareableList([1, 'a', true, null, new Uint8Array(2)])
is<Shareable>()(list.get(0))
is<Shareable[]>()([...list])
// @ts-expect-error what has no fixed size
new ShareableList([{ a: 1 }])
is<SharedMemory>()(new SharedMemoryManager().SharedMemory(10))
is<Typecode>()('i' as Typecode)
