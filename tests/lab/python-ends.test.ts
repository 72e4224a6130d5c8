/** How Python's processes end, by themselves and by signals, and how their threads take turns: as CPython's do. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { STOPPED_WITHIN } from './leftovers'
import { runPython, startPython } from './parallab'

test('processes end as CPython says, by their code, an error, a signal or what its handler does', async () => {
  const { code, stdout, stderr } = await runPython(`
import multiprocessing as mp, os, signal, sys, threading, time

def leaves(): sys.exit(3)
def says(): sys.exit('a text')
def fails(): raise KeyError('lost')
def recurses(): recurses()
def spins(up):
    up.set()
    while True: pass
def heeds(up):
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(5))
    queue = mp.Queue()
    up.set()
    queue.get()
def overtakes():
    done = threading.Event()
    threading.Thread(target=done.set).start()
    while not done.is_set(): pass
def yields():
    over = threading.Event()
    def waits():
        while not over.is_set(): pass
    both = [threading.Thread(target=waits) for _ in range(2)]
    for one in both: one.start()
    time.sleep(0.02)
    over.set()
    for one in both: one.join()

def code(target, number=None):
    up = mp.Event()
    process = mp.Process(target=target, args=() if number is None else (up,))
    process.start()
    if number is not None:
        up.wait()
        os.kill(process.pid, number)
    process.join()
    return process.exitcode

if __name__ == '__main__':
    print([code(one) for one in (leaves, says, fails, recurses, overtakes, yields)])
    print([code(spins, number) for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGINT)], code(heeds, signal.SIGTERM))
    try: os.kill(1, signal.SIGTERM)
    except ProcessLookupError: print('no process of the run')
`)
  expect({ code, lines: stdout.trimEnd().split('\n') }).toEqual({
    code: 0,
    lines: ['[3, 1, 1, 1, 0, 0]', '[-15, -9, 1] 5', 'no process of the run'],
  })
  expect(stderr).toContain('a text\n')
  expect(stderr).toContain("KeyError: 'lost'\n")
  expect(stderr).toContain('RecursionError: maximum recursion depth exceeded\n')
  expect(stderr).not.toMatch(/parallab_backend|pyodide|\.cjs|frozen runpy/)
})

test('threads that write and flush at the same time do not get into each other’s way', async () => {
  const { code, stdout, stderr } = await runPython(`
import sys, threading, time
over = []
def flushes():
    while not over:
        sys.stdout.flush()
        print("flushed", flush=True)
if __name__ == "__main__":
    thread = threading.Thread(target=flushes)
    thread.start()
    end = time.monotonic() + 2
    while time.monotonic() < end and thread.is_alive():
        print("printed", flush=True)
    over.append(True)
    thread.join()
`)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  // A text and the end of its line are two writes, in CPython as well.
  expect([stdout.match(/printed|flushed/g)?.length, stdout.replaceAll(/printed|flushed/g, '')]).toEqual([
    stdout.split('\n').length - 1,
    expect.stringMatching(/^\n+$/),
  ])
})

test('Ctrl+C ends processes that compute and do not listen', async () => {
  const run = await startPython(`
import multiprocessing as mp, signal

def spin(up):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    up.put(True)
    while True: pass

if __name__ == '__main__':
    up = mp.Queue()
    mp.Process(target=spin, args=(up,)).start()
    up.get()
    print('up')
    while True: pass
`)
  await run.said('up')
  const { code, ms } = await run.stop('SIGINT')
  expect(code).toBe(130)
  expect(ms).toBeLessThan(STOPPED_WITHIN)
})

test('when nobody reads its output the script gets an error, as from CPython, and the run ends', async () => {
  const run = await startPython(`
import time
while True:
    print('line', flush=True)
    time.sleep(0.001)
`)
  await run.said('line\n')
  run.child.stdout?.destroy()
  const { code, stderr } = await run.ended
  expect(code).toBe(120)
  expect(stderr).toMatch(/^BrokenPipeError: .*\nException ignored in: .*<stdout>.*\nBrokenPipeError: .*\n$/m)
  expect(stderr).not.toMatch(/parallab_backend|pyodide|\.cjs/)
})

test('threads that hand over to each other for long do not use up the addresses of their process', async () => {
  const run = await startPython(`
import os, time
from multiprocessing.pool import ThreadPool

def same(x): return x

if __name__ == '__main__':
    with ThreadPool(2) as pool:
        for count in 50, 300:
            for i in range(count): pool.apply(same, (i,))
            print(os.getpid(), 'after', count, 'calls', flush=True)
            time.sleep(2)
`)
  const mappings = () => {
    const [pid] = /\d+/.exec(run.stdout) ?? []
    return readFileSync(`/proc/${pid}/maps`, 'latin1').split('\n').length
  }
  await run.said('50 calls')
  const before = mappings()
  await run.said('300 calls')
  const after = mappings()
  expect(await run.ended).toMatchObject({ code: 0, stderr: '' })
  // Each call hands over some five times.
  expect(after - before).toBeLessThan(300)
})
