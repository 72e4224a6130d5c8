import { expect, test } from 'vitest'
import { said } from './saying'

test('shared memory is found by its name, written in place, and refuses what lies outside', async () => {
  const values = await said(`
    import { Process, Queue, SharedMemory } from 'multiprocessing'
    async function child(memory: SharedMemory, answers: Queue<any>) {
      using mine = new SharedMemory({ name: memory.name })
      mine.buf[0] = 9
      mine.dataView.setFloat64(1, 0.5, true)
      await answers.put([memory.size, memory.read(0, 1)])
      memory.close()
    }
    if (import.meta.main) {
      for (const options of [
        {}, { name: 'nope' }, { create: true }, { create: true, size: -1 }, { create: true, size: 1.5 },
        { create: true, size: 'a' }, { name: 5 }, { name: '' }, { create: true, size: 2 ** 40 },
      ])
        tell(() => String(new SharedMemory(options as any)))
      const memory = new SharedMemory({ create: true, size: 20, name: 'blackboard' })
      say([memory.name, memory.size, memory.buf, String(memory)])
      tell(() => String(new SharedMemory({ create: true, size: 5, name: 'blackboard' })))
      say(/^psm_[0-9a-f]{8}$/.test(new SharedMemory({ create: true, size: 1 }).name))
      const answers = new Queue<any>()
      const process = new Process({ target: child, args: [memory, answers] })
      process.start()
      say(await answers.get())
      await process.join()
      say([memory.buf[0], memory.dataView.getFloat64(1, true)])
      memory.write(16, new Uint8Array([1, 2, 3, 4]))
      memory.write(0, new Float64Array([1.5]))
      memory.write(20, new ArrayBuffer(0))
      say([memory.view('i', 16)[0], memory.view('d', 0, 1)[0], memory.view('H', 16).length, memory.read(18), memory.read(20)])
      tell(() => memory.read(-1, 2)); tell(() => memory.read(15, 6)); tell(() => memory.read(0.5, 1)); tell(() => memory.read(0, -1))
      tell(() => memory.write(17, new Uint8Array(4))); tell(() => memory.write(0, 'abc' as any)); tell(() => memory.write(NaN, new Uint8Array(1)))
      tell(() => memory.view('i', 2)); tell(() => memory.view('d', 16).length); tell(() => memory.view('d', 16, 1)); tell(() => memory.view('x' as any))
      memory.close()
      memory.close()
      tell(() => memory.buf); tell(() => memory.read(0, 1)); tell(() => memory.write(0, new Uint8Array(1))); tell(() => memory.dataView)
      using again = new SharedMemory({ name: 'blackboard' })
      say(again.buf[16])
      again.unlink()
      tell(() => memory.unlink()); tell(() => String(new SharedMemory({ name: 'blackboard' })))
      say(again.read(17, 2))
    }
  `)
  expect(values).toEqual([
    "ValueError: 'name' can only be None if create=True",
    "FileNotFoundError: No such file or directory: shared memory 'nope'",
    "ValueError: 'size' must be a positive number different from zero",
    "ValueError: 'size' must be a positive integer",
    "TypeError: 'size' must be an integer, not 1.5",
    "TypeError: 'size' must be an integer, not 'a'",
    "TypeError: 'name' must be a text, not 5",
    "TypeError: 'name' must be a text, not ''",
    expect.stringMatching(/^SegmentFullError: The run's shared memory is full: \d+ MiB more do not fit/),
    ['blackboard', 20, new Array(20).fill(0), "SharedMemory('blackboard', size=20)"],
    "FileExistsError: File exists: shared memory 'blackboard'",
    true,
    [20, [9]],
    [9, 0.5],
    [0x04030201, 1.5, 2, [3, 4], []],
    "IndexError: 2 bytes from -1 do not lie inside SharedMemory('blackboard', size=20)",
    "IndexError: 6 bytes from 15 do not lie inside SharedMemory('blackboard', size=20)",
    'TypeError: offsets and lengths must be integers, not 0.5',
    "IndexError: -1 bytes from 0 do not lie inside SharedMemory('blackboard', size=20)",
    "IndexError: 4 bytes from 17 do not lie inside SharedMemory('blackboard', size=20)",
    "TypeError: 'abc' is not bytes; a Uint8Array or another view of a buffer is expected",
    'TypeError: offsets and lengths must be integers, not NaN',
    "IndexError: numbers of typecode 'i' begin at multiples of 4 bytes, not at 2",
    0,
    "IndexError: 8 bytes from 16 do not lie inside SharedMemory('blackboard', size=20)",
    "TypeError: 'x' is not a typecode; typecodes are c u b B h H i I l L q Q f d",
    "ValueError: SharedMemory('blackboard', size=20) is closed",
    "ValueError: SharedMemory('blackboard', size=20) is closed",
    "ValueError: SharedMemory('blackboard', size=20) is closed",
    "ValueError: SharedMemory('blackboard', size=20) is closed",
    1,
    "FileNotFoundError: No such file or directory: shared memory 'blackboard'",
    "FileNotFoundError: No such file or directory: shared memory 'blackboard'",
    [2, 3],
  ])
})

test('memory is given back when its name is gone and everybody has closed it or died, and not before', async () => {
  const values = await said(`
    import { Process, Queue, SharedMemory } from 'multiprocessing'
    const SIZE = 2 ** 20
    /** New memory, and where it lies: what was given back is taken first. */
    function make(): [memory: SharedMemory, place: number, isZero: boolean] {
      const memory = new SharedMemory({ create: true, size: SIZE })
      const isZero = memory.buf.every((byte) => byte === 0)
      memory.buf.fill(1)
      return [memory, memory.buf.byteOffset, isZero]
    }
    function hold(name: string, ready: Queue<number>, die: Queue<boolean>) {
      const memory = new SharedMemory({ name })
      ready.putSync(memory.buf[0]!)
      if (die.getSync()) process.kill(process.pid, 'SIGKILL')
      memory.close()
    }
    if (import.meta.main) {
      const [first, place] = make()
      const second = new SharedMemory({ name: first.name })
      first.unlink()
      first.close()
      say(make()[1] === place)
      second.close()
      const [third, again, isZero] = make()
      say([again === place, isZero])
      third.close()
      const last = new SharedMemory({ name: third.name })
      last.close()
      say(make()[1] === place)
      third.unlink()
      say(make()[1] === place)
      const ready = new Queue<number>()
      for (const dies of [false, true]) {
        const die = new Queue<boolean>()
        const [memory, place] = make()
        const holder = new Process({ target: hold, args: [memory.name, ready, die] })
        holder.start()
        await ready.get()
        if (!dies) memory.unlink()
        memory.close()
        say(make()[1] === place)
        await die.put(dies)
        await holder.join()
        if (dies) memory.unlink()
        say([holder.exitcode, make()[1] === place])
      }
    }
  `)
  expect(values).toEqual([false, [true, true], false, true, false, [0, true], false, [-9, true]])
})

test('a shareable list holds all that CPython’s does, and says what it cannot hold', async () => {
  const values = await said(`
    import { Process, ShareableList, SharedMemory } from 'multiprocessing'
    function child(list: ShareableList) {
      list.set(0, -5)
      list.set(2, 'äöü')
      list.set(-1, 'x'.repeat(15))
    }
    if (import.meta.main) {
      const list = new ShareableList([1, 2.5, 'ab', new Uint8Array([1, 0]), null, true, 12n, -0, '12345678'])
      say([...list])
      say([list.length, list.format, Object.is(list.get(7), -0)])
      const process = new Process({ target: child, args: [list] })
      process.start()
      await process.join()
      say([...list])
      say(/^ShareableList\\(\\[-5, 2.5, 'äöü', Uint8Array\\(2\\) \\[ 1, 0 \\], null, true, 12n, -0, 'x{15}'\\], name='psm_[0-9a-f]{8}'\\)$/.test(String(list)))
      tell(() => list.get(9)); tell(() => list.get(-10)); tell(() => list.set(9, 1)); tell(() => list.get('a' as any))
      tell(() => list.set(2, '123456789')); tell(() => list.set(0, new Uint8Array(9))); tell(() => list.set(0, [1] as any))
      tell(() => list.set(0, undefined as any)); tell(() => list.set(0, 2n ** 63n)); tell(() => list.index('no')); tell(() => new ShareableList([{}] as any))
      tell(() => new ShareableList(5 as any))
      list.set(0, 'eight by'); list.set(1, null); list.set(8, 2 ** 60); list.set(5, false); list.set(4, -(2n ** 63n))
      say([...list])
      say([list.count(null), list.count(false), list.index(12n), list.index(new Uint8Array([1, 0])), list.count(12)])
      const kept = new ShareableList(['a\\0', 'b\\0c', '', new Uint8Array([0]), '\\ufeffbom'], { name: 'kept' })
      say([...new ShareableList(null, { name: 'kept' })])
      say([...new ShareableList([]), new ShareableList().length])
      tell(() => new ShareableList(null, { name: 'nope' })); tell(() => new ShareableList([1], { name: 'kept' }))
      new SharedMemory({ create: true, size: 100, name: 'other' })
      tell(() => new ShareableList(null, { name: 'other' }))
      kept.shm.close()
      kept.shm.unlink()
      tell(() => kept.get(0))
      // Damaged by who writes into the memory as such
      const damaged = new ShareableList(['abc'])
      damaged.shm.view('I')[4] = 99
      tell(() => damaged.get(0))
      damaged.shm.view('I')[4] = 6
      damaged.shm.view('I')[5] = 1000
      tell(() => damaged.get(0)?.toString().length)
    }
  `)
  expect(values).toEqual([
    [1, 2.5, 'ab', [1, 0], null, true, '12n', 0, '12345678'],
    [9, 'qd8s8sxxxxxx?xxxxxxxx?qd16s', true],
    [-5, 2.5, 'äöü', [1, 0], null, true, '12n', 0, 'x'.repeat(15)],
    true,
    'IndexError: index out of range',
    'IndexError: index out of range',
    'IndexError: assignment index out of range',
    "TypeError: indices must be integers, not 'a'",
    'ValueError: bytes/str item exceeds available storage',
    'ValueError: bytes/str item exceeds available storage',
    'KeyError: [ 1 ] cannot be an item of a ShareableList',
    'KeyError: undefined cannot be an item of a ShareableList',
    'RangeError: 9223372036854775808n does not fit into 64 bits',
    "ValueError: 'no' not in this container",
    'KeyError: {} cannot be an item of a ShareableList',
    'TypeError: 5 is not a sequence of items',
    ['eight by', null, 'äöü', [1, 0], '-9223372036854775808n', false, '12n', 0, 2 ** 60],
    [1, 1, 6, 3, 0],
    ['a\0', 'b\0c', '', [0], '\ufeffbom'],
    [0],
    "FileNotFoundError: No such file or directory: shared memory 'nope'",
    "FileExistsError: File exists: shared memory 'kept'",
    "ValueError: SharedMemory('other', size=100) does not hold a ShareableList",
    "ValueError: SharedMemory('kept', size=128) is closed",
    'Error: an item of a ShareableList is of no known kind (99): its memory is damaged',
    expect.stringMatching(/^IndexError: 1000 bytes from 24 do not lie inside SharedMemory\('psm_/),
  ])
})

test('a manager of shared memory gives back what it has made', async () => {
  const values = await said(`
    import { Process, ShareableList, SharedMemory, SharedMemoryManager } from 'multiprocessing'
    function child(memory: SharedMemory, list: ShareableList) {
      memory.buf[0] = 7
      list.set(1, 'b')
    }
    if (import.meta.main) {
      const manager = new SharedMemoryManager()
      tell(() => manager.SharedMemory(5).size)
      await manager.start()
      tell(() => manager.start()); tell(() => manager.SharedMemory(0).size)
      const memory = manager.SharedMemory(16)
      const list = manager.ShareableList([1, 'a'])
      const own = manager.SharedMemory(8)
      own.unlink()
      const process = new Process({ target: child, args: [memory, list] })
      process.start()
      await process.join()
      say([process.exitcode, memory.buf[0], [...list]])
      await manager.shutdown()
      await manager.shutdown()
      for (const name of [memory.name, list.shm.name]) tell(() => new SharedMemory({ name }).size)
      tell(() => memory.buf); tell(() => manager.ShareableList([1]).length)
    }
  `)
  expect(values).toEqual([
    'AssertionError: server not yet started',
    'ProcessError: Already started server',
    "ValueError: 'size' must be a positive number different from zero",
    [0, 7, [1, 'b']],
    expect.stringMatching(/^FileNotFoundError: No such file or directory: shared memory 'psm_/),
    expect.stringMatching(/^FileNotFoundError: No such file or directory: shared memory 'psm_/),
    expect.stringMatching(/^ValueError: SharedMemory\('psm_[0-9a-f]{8}', size=16\) is closed$/),
    'ProcessError: Manager has shut down',
  ])
})
