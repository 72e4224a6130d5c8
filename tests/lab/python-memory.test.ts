/** Memory that Python processes share, and pipes that hold no more than the operating system's. */
import { expect, test } from 'vitest'
import { runPython } from './parallab'

interface Told {
  readonly stdout: string
  readonly deadlocks: readonly { readonly sentence: string }[]
  readonly laws: readonly { readonly law: string; readonly says: string }[]
}

test('values, arrays and named memory are one memory for all processes, as in CPython', async () => {
  const run = await runPython(
    `
from ctypes import Structure, c_double, c_int
from multiprocessing import Array, Barrier, Process, RawArray, Value, shared_memory
from multiprocessing.managers import SharedMemoryManager

ROUND = 20_000

class Point(Structure):
    _fields_ = [('x', c_double), ('n', c_int)]

def said(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, getattr(error, 'errno', None), getattr(error, 'filename', None), str(error)

def unguarded(value, barrier):
    """Both add at once, until an addition is lost."""
    for _ in range(100):
        barrier.wait()
        before = value.value
        barrier.wait()
        for _ in range(ROUND):
            value.value += 1
        barrier.wait()
        if value.value != before + 2 * ROUND:
            return True
    return False

def child(counter, numbers, raw, point, letters, name, barrier):
    for _ in range(1000):
        with counter.get_lock():
            counter.value += 1
    numbers[1:3] = [-1, -2]
    raw[0] = 2.5
    point.x, point.n = point.x * 2, 7
    letters.value = b'xyz'
    memory = shared_memory.SharedMemory(name=name)
    print(memory.size, bytes(memory.buf[:3]))
    memory.buf[:5] = b'hello'
    memory.close()
    barrier.wait()
    unguarded(counter.get_obj(), barrier)

if __name__ == '__main__':
    counter, numbers, raw = Value('i', 0), Array('l', [2 ** 40, 1, 2, 3]), RawArray('d', 2)
    point, letters = Value(Point, 1.5, 1, lock=False), Array('c', b'abcdef')
    memory = shared_memory.SharedMemory(create=True, size=10, name='blackboard')
    memory.buf[:3] = b'abc'
    barrier = Barrier(2)
    process = Process(target=child, args=(counter, numbers, raw, point, letters, 'blackboard', barrier))
    process.start()
    for _ in range(1000):
        with counter.get_lock():
            counter.value += 1
    room = [bytearray(2 ** 26) for _ in range(4)] # Python's memory grows, and its shared pieces stay where they are
    barrier.wait()
    print(counter, numbers[:], list(raw), point.x, point.n, letters.value, letters.raw, bytes(memory.buf))
    print('lost' if unguarded(counter.get_obj(), barrier) else 'kept')
    process.join()

    open_again = shared_memory.SharedMemory
    print(said(open_again, name='blackboard', create=True, size=5))
    print(said(open_again, name='nothing'))
    print(said(open_again, create=True), said(open_again, name='a/b')[:2])
    print(said(memory.buf.__setitem__, 10, 1), said(memory.buf.__setitem__, slice(0, 3), b'ab'))
    view = memory.buf[:2]
    print(said(memory.close))
    view.release()
    memory.close()
    memory.close()
    print(memory.buf)
    memory = open_again(name='blackboard')
    memory.unlink()
    print(bytes(memory.buf[:5]), said(memory.unlink), said(open_again, name='blackboard')[0])
    memory.close()

    items = shared_memory.ShareableList(['text', 1, 2.5, None, b'bytes', True])
    same = shared_memory.ShareableList(name=items.shm.name)
    same[1] = 7
    print(items, items.count(7), said(same.__setitem__, 0, 'longer than it was'))
    same.shm.close()
    items.shm.close()
    items.shm.unlink()
    with SharedMemoryManager() as manager:
        of_manager = manager.SharedMemory(100)
        print(of_manager.size, manager.ShareableList(range(3)))
        name = of_manager.name
    print(said(open_again, name=name)[0])
    left = open_again(create=True, size=5000, name='left')
`,
    '--json',
  )
  const { stdout, laws } = JSON.parse(run.stdout) as Told
  expect(
    stdout
      .replaceAll(/psm_[0-9a-f]{8}/g, 'psm_X')
      .trim()
      .split('\n'),
  ).toEqual([
    "10 b'abc'",
    "<Synchronized wrapper for c_int(2000)> [1099511627776, -1, -2, 3] [2.5, 0.0] 3.0 7 b'xyz' b'xyz\\x00ef' b'hello\\x00\\x00\\x00\\x00\\x00'",
    'lost',
    "('FileExistsError', 17, '/blackboard', \"[Errno 17] File exists: '/blackboard'\")",
    "('FileNotFoundError', 2, '/nothing', \"[Errno 2] No such file or directory: '/nothing'\")",
    "('ValueError', None, None, \"'size' must be a positive number different from zero\") ('OSError', 22)",
    "('IndexError', None, None, 'index out of bounds on dimension 1') ('ValueError', None, None, 'memoryview assignment: lvalue and rvalue have different structures')",
    "('BufferError', None, None, 'cannot close exported pointers exist')",
    'None',
    "b'hello' ('FileNotFoundError', 2, '/blackboard', \"[Errno 2] No such file or directory: '/blackboard'\") FileNotFoundError",
    "ShareableList(['text', 7, 2.5, None, b'bytes', True], name='psm_X') 1 ('ValueError', None, None, 'bytes/str item exceeds available storage')",
    "100 ShareableList([0, 1, 2], name='psm_X')",
    'FileNotFoundError',
  ])
  expect(laws.find(({ law }) => law === 'bytes')?.says).toMatch(
    /^Shared memory left \(5.000 bytes\) was never unlinked/,
  )
}, 120_000)

test('a pipe holds 64 KiB, as Linux’s: who sends more waits to be read, and a join before that is a deadlock', async () => {
  const run = await runPython(
    `
from multiprocessing import Pipe, Process, Queue

def put(queue):
    queue.put('X' * 1_000_000)

def send(end, length):
    end.send_bytes(b'x' * length)
    print('sent', length)

if __name__ == '__main__':
    reader, writer = Pipe(duplex=False)
    process = Process(target=send, args=(writer, 65_532))
    process.start()
    process.join()

    queue = Queue()
    process = Process(target=put, args=(queue,))
    process.start()
    print('drained first:', len(queue.get()))
    process.join()

    process = Process(target=put, args=(queue,), name='Putter')
    process.start()
    process.join()
    print('joined first:', process.exitcode, len(queue.get()))

    process = Process(target=send, args=(writer, 100_000), name='Sender')
    process.start()
    process.join()
    print(process.exitcode, len(reader.recv_bytes()), len(reader.recv_bytes()))
`,
    '--json',
    '--break-deadlocks',
  )
  const { stdout, deadlocks } = JSON.parse(run.stdout) as Told
  expect(stdout.trim().split('\n')).toEqual([
    'sent 65532',
    'drained first: 1000000',
    'joined first: 0 1000000',
    '1 65532 100000',
  ])
  expect(deadlocks.map(({ sentence }) => sentence.replaceAll(/line \d+/g, 'line N'))).toEqual([
    'Putter waits for room in queue queue, which only MainProcess could take from, and it waits for Putter to end (line N).',
    'Sender waits for room in pipe reader|writer (line N), which only MainProcess could receive from, and it waits for Sender to end (line N).',
  ])
}, 120_000)
