/** The cases of Python scripts: the peer's own files, run by the lab as they are, and by CPython. */
import { cpython, least, most } from './goals.mjs'

const python = (name, file, args, peers, figures) => ({
  name: `python-${name}`,
  script: `../peers/${file}`,
  args,
  peers,
  figures,
})
export const pythonCases = [
  python('start', 'start.py', ['spawn', 'python.warm'], [cpython('spawn', 'start.py', 'spawn', 'python.warm')], {
    'python.warm': { title: 'Python: start, warm', unit: 'ms', goals: { self: most(100) } },
  }),
  python('start-cold', 'start.py', ['spawn', 'python.cold'], [cpython('spawn', 'start.py', 'spawn', 'python.cold')], {
    'python.cold': { title: 'Python: starts without a pause, each', unit: 'ms', goals: { self: most(1000) } },
  }),
  python('lock', 'lock.py', [], [cpython('Lock', 'lock.py')], {
    lock: { title: 'Python: lock, acquire and release', unit: '/s', goals: { 'CPython Lock': least(1 / 20) } },
    'rlock.sync': { title: 'Python: rlock, acquire and release', unit: '/s', goals: {} },
    'semaphore.sync': { title: 'Python: semaphore, acquire and release', unit: '/s', goals: {} },
  }),
  python('value', 'value.py', [], [cpython('Value', 'value.py')], {
    value: { title: 'Python: Value += 1 under its lock', unit: '/s', goals: { 'CPython Value': least(1 / 20) } },
    'value.two': { title: 'Python: Value += 1 by two processes', unit: '/s', goals: {} },
  }),
  python('queue', 'queue_rate.py', ['Queue'], [cpython('Queue', 'queue_rate.py', 'Queue')], {
    'queue.ints': { title: 'Python: queue, 100,000 integers', unit: '/s', goals: { 'CPython Queue': least(1 / 4) } },
    'queue.1KiB': { title: 'Python: queue, 10,000 of 1 KiB', unit: '/s', goals: { 'CPython Queue': least(1 / 4) } },
    'queue.1MiB': { title: 'Python: queue, 200 of 1 MiB', unit: 'MB/s', goals: {} },
  }),
  python('pool', 'pool.py', [], [cpython('Pool', 'pool.py')], {
    'pool.map': { title: 'Python: map of 100,000, default chunks', unit: '/s', goals: {} },
    'pool.map-single': { title: 'Python: map of 10,000, chunksize 1', unit: '/s', goals: {} },
    'pool.apply': { title: 'Python: apply, one at a time', unit: 'µs', goals: {} },
  }),
  {
    name: 'python-memory',
    script: null,
    peers: [cpython('spawn', 'memory.py')],
    figures: { memory: { title: 'Python: memory of an idle process (PSS)', unit: 'MB', goals: {} } },
  },
]
