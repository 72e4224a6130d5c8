/**
 * What is measured: each case is a script on Parallab, the same work on its peers, and the figures they tell. A goal
 * is a bound on the ratio Parallab / peer; `self` is one on Parallab's own figure. Where the library has awaited and
 * blocking calls, the goal is the awaited one's; for the lock it is the blocking one's, which is what CPython has.
 */

import { cpython, least, most, node } from './goals.mjs'
import { pythonCases } from './python-plan.mjs'
import { windowCases } from './window-plan.mjs'

/** The figure of the blocking calls, beside the peers' one and only. */
const sync = (against, title, unit, goals = {}) => ({ title: `${title}, Sync`, unit, goals, against })
/** What one operation costs at several sizes of the same thing. */
const scaling = (what, sizes, title) =>
  Object.fromEntries(sizes.map((n) => [`scaling.${what}.${n}`, { title: title(n), unit: 'µs', goals: {} }]))
/** What recording costs: the median of the pairs, and between what bounds it lies, by the clock and in processor time. */
const cost = (figure, title, goals = {}) =>
  Object.fromEntries(
    ['', '.cpu'].flatMap((kind) => {
      const name = `measuring.${figure}${kind}`
      const of = kind === '' ? title : `${title}, processor time`
      return [
        [name, { title: of, unit: 'x', goals }],
        [`${name}.low`, { title: 'where its interval begins', unit: 'x', goals: {} }],
        [`${name}.high`, { title: 'where it ends', unit: 'x', goals: {} }],
      ]
    }),
  )
const npmPools = (figure, names) => names.map(([name, label]) => node(label, 'pool.mjs', name, figure))

const bareFork = { name: 'bare utilityProcess.fork', program: 'bare-fork', args: [] }
const forkJson = (figure) => node('fork IPC json', 'fork.mjs', 'json', figure)
const forkAdvanced = (figure) => node('fork IPC advanced', 'fork.mjs', 'advanced', figure)
const POOLIFIER = ['poolifier', 'poolifier cluster']
const TINYPOOL = ['tinypool', 'tinypool processes']
const WORKERPOOL = ['workerpool', 'workerpool processes']
const PISCINA = ['piscina', 'piscina threads']

export const plan = [
  {
    name: 'start',
    script: 'start.ts',
    peers: [
      cpython('forkserver', 'start.py', 'forkserver', 'start.warm'),
      cpython('fork', 'start.py', 'fork', 'start.warm'),
    ],
    figures: {
      'start.warm': { title: 'start, warm', unit: 'ms', goals: { 'CPython forkserver': most(1) } },
      'start.burst': { title: '8 starts in a row, each', unit: 'ms', goals: {} },
    },
  },
  {
    name: 'start-cold',
    script: 'start-cold.ts',
    peers: [bareFork, cpython('spawn', 'start.py', 'spawn', 'start.cold'), forkJson('start')],
    figures: {
      'start.cold': { title: 'start, cold', unit: 'ms', goals: { 'bare utilityProcess.fork': most(1.15) } },
    },
  },
  {
    name: 'pool-start',
    script: 'pool-start.ts',
    peers: [cpython('spawn', 'pool_start.py', 'spawn'), ...npmPools('pool-start', [TINYPOOL, POOLIFIER])],
    figures: {
      'pool-start': { title: 'pool of 2 to its first result', unit: 'ms', goals: { 'CPython spawn': most(1 / 3) } },
    },
  },
  {
    name: 'pool',
    script: 'pool.ts',
    peers: [cpython('Pool', 'pool.py'), ...npmPools('pool', [POOLIFIER, TINYPOOL, WORKERPOOL, PISCINA])],
    figures: {
      'pool.map-first': { title: 'the first map of 100,000 of a new pool', unit: '/s', goals: {} },
      'pool.map': { title: 'map of 100,000, default chunks', unit: '/s', goals: { 'CPython Pool': least(2) } },
      'pool.map-single': {
        title: 'map of 10,000, chunksize 1',
        unit: '/s',
        goals: {
          'CPython Pool': least(3),
          'poolifier cluster': least(1),
          'tinypool processes': least(1),
          'workerpool processes': least(1),
          'piscina threads': least(1),
        },
      },
      'pool.apply': { title: 'apply, one at a time', unit: 'µs', goals: { 'CPython Pool': most(1 / 4) } },
    },
  },
  {
    name: 'speed-up',
    script: 'speed-up.ts',
    peers: [cpython('Pool', 'speed_up.py'), ...npmPools('speed-up', [WORKERPOOL, POOLIFIER])],
    figures: {
      'speed-up': { title: '64 tasks of 20 ms, 2 workers over 1', unit: 'x', goals: { self: least(1.97) } },
    },
  },
  {
    name: 'queue',
    script: 'queue.ts',
    peers: [
      cpython('Queue', 'queue_rate.py', 'Queue'),
      cpython('Pipe', 'queue_rate.py', 'Pipe'),
      forkJson('queue'),
      forkAdvanced('queue'),
    ],
    figures: {
      'queue.ints': { title: 'queue, 100,000 integers', unit: '/s', goals: { 'CPython Queue': least(4) } },
      'queue.1KiB': { title: 'queue, 10,000 of 1 KiB', unit: '/s', goals: { 'CPython Queue': least(2) } },
      'queue.1MiB': {
        title: 'queue, 200 of 1 MiB',
        unit: 'MB/s',
        goals: { 'CPython Queue': least(3), 'fork IPC advanced': least(1) },
      },
      'queue.ints.sync': sync('queue.ints', 'queue, 100,000 integers', '/s'),
      'queue.1KiB.sync': sync('queue.1KiB', 'queue, 10,000 of 1 KiB', '/s'),
      'queue.1MiB.sync': sync('queue.1MiB', 'queue, 200 of 1 MiB', 'MB/s'),
    },
  },
  {
    name: 'round-trip',
    script: 'round-trip.ts',
    peers: [
      cpython('Queue', 'round_trip.py', 'Queue'),
      cpython('Pipe', 'round_trip.py', 'Pipe'),
      forkJson('round-trip'),
      forkAdvanced('round-trip'),
    ],
    figures: {
      'round-trip.pipe': {
        title: 'round trip of an integer, a pipe',
        unit: 'µs',
        goals: { 'CPython Pipe': most(1 / 2) },
        against: 'round-trip',
      },
      'round-trip.pipe.sync': sync('round-trip', 'round trip of an integer, a pipe', 'µs'),
      'round-trip': { title: 'round trip of an integer, two queues', unit: 'µs', goals: {} },
      'round-trip.sync': sync('round-trip', 'round trip of an integer, two queues', 'µs'),
    },
  },
  {
    name: 'manager',
    script: 'manager.ts',
    peers: [cpython('Manager', 'manager.py')],
    figures: {
      'manager.append': { title: 'manager, list append', unit: '/s', goals: { 'CPython Manager': least(2) } },
      'manager.set': { title: 'manager, dict set', unit: '/s', goals: { 'CPython Manager': least(2) } },
      'manager.get': { title: 'manager, dict get', unit: '/s', goals: { 'CPython Manager': least(2) } },
      'manager.append.sync': sync('manager.append', 'manager, list append', '/s'),
      'manager.get.sync': sync('manager.get', 'manager, dict get', '/s'),
    },
  },
  {
    name: 'lock',
    script: 'lock.ts',
    peers: [cpython('Lock', 'lock.py')],
    figures: {
      'lock.sync': sync('lock', 'lock, acquire and release', '/s', { 'CPython Lock': least(1 / 3) }),
      lock: { title: 'lock, acquire and release, awaited', unit: '/s', goals: {} },
      'rlock.sync': { title: 'rlock, acquire and release, Sync', unit: '/s', goals: {} },
      'semaphore.sync': { title: 'semaphore, acquire and release, Sync', unit: '/s', goals: {} },
    },
  },
  {
    name: 'contention',
    script: 'contention.ts',
    peers: [cpython('Lock, Semaphore, Event', 'contention.py')],
    figures: {
      'lock.2': { title: 'lock wanted by 2 processes, Sync', unit: '/s', goals: {} },
      'lock.8': { title: 'lock wanted by 8 processes, Sync', unit: '/s', goals: {} },
      'semaphore.2': { title: 'semaphore wanted by 2 processes, Sync', unit: '/s', goals: {} },
      event: { title: 'round trip of two events', unit: 'µs', goals: {} },
      'event.sync': sync('event', 'round trip of two events', 'µs'),
    },
  },
  {
    name: 'value',
    script: 'value.ts',
    peers: [cpython('Value', 'value.py')],
    figures: {
      'value.sync': sync('value', 'Value += 1 under its lock, alone', '/s', { 'CPython Value': least(1) }),
      value: { title: 'Value += 1 under its lock, alone, awaited', unit: '/s', goals: {} },
      'value.two.sync': sync('value.two', 'Value += 1 by two processes', '/s', { 'CPython Value': least(1) }),
      'value.two': { title: 'Value += 1 by two processes, awaited', unit: '/s', goals: {} },
    },
  },
  {
    name: 'scaling',
    script: 'scaling.ts',
    peers: [cpython('Queue, Lock, Pool', 'scaling.py')],
    figures: {
      ...scaling('lock', [1, 8, 32], (n) => `lock, acquire and release, wanted by ${n} processes`),
      ...scaling('queue', [1, 8, 32], (n) => `queue, an integer to one of ${n} processes`),
      ...scaling('full', [1, 8, 32], (n) => `queue of 100 that is full, an integer of one of ${n} processes`),
      ...scaling('pool', [1, 8, 32], (n) => `map with chunksize 1, a task, ${n} workers`),
      ...scaling('queued', [10, 10_000, 1_000_000], (n) => `queue, put and get, ${n.toLocaleString('en-US')} in it`),
      ...scaling(
        'tasks',
        [10, 10_000, 1_000_000],
        (n) => `map with chunksize 1, a task of ${n.toLocaleString('en-US')}`,
      ),
    },
  },
  {
    name: 'memory',
    script: 'memory.ts',
    peers: [bareFork, cpython('spawn', 'memory.py')],
    figures: { memory: { title: 'memory of an idle process (PSS)', unit: 'MB', goals: {} } },
  },
  {
    name: 'measuring',
    script: null,
    peers: [],
    figures: {
      ...cost('tasks', 'tasks of 200 µs, recorded over not', { self: most(1.02) }),
      ...cost('nothing', 'tasks of nothing, recorded over not'),
    },
  },
  ...pythonCases,
  {
    name: 'history',
    script: null,
    peers: [],
    figures: {
      'history.list': { title: 'history of 10,000 runs: the newest 100', unit: 'ms', goals: { self: most(100) } },
      'history.list.all': { title: 'history of 10,000 runs: all of them', unit: 'ms', goals: { self: most(100) } },
      'history.search': { title: 'history of 10,000 runs: a search', unit: 'ms', goals: { self: most(100) } },
      'history.keep': { title: 'history: keeping a run of 20 s, at its end', unit: 'ms', goals: { self: most(5) } },
    },
  },
  ...windowCases,
  {
    name: 'deadlocks',
    script: null,
    peers: [],
    figures: {
      'deadlock.found': { title: '14 deadlocks on purpose: found after', unit: 'ms', goals: {} },
      'deadlock.latest': { title: 'the latest of them', unit: 'ms', goals: { self: most(200) } },
    },
  },
  {
    name: 'stop',
    script: null,
    peers: [],
    figures: {
      'stop.typescript': {
        title: 'Ctrl+C, nobody listens: nothing is left after',
        unit: 'ms',
        goals: { self: most(2000) },
      },
      'stop.python': { title: 'the same, a script of Python', unit: 'ms', goals: { self: most(2000) } },
    },
  },
  {
    name: 'sweep',
    script: null,
    peers: [],
    figures: {
      'sweep.parallel.speed-up': { title: 'sweep of a parallel script: 2 workers over 1', unit: 'x', goals: {} },
      'sweep.parallel.best': { title: 'the best size it finds', unit: 'workers', goals: {} },
      'sweep.parallel.least': { title: 'where its interval begins', unit: 'workers', goals: { self: most(2) } },
      'sweep.parallel.most': { title: 'where it ends', unit: 'workers', goals: { self: least(2) } },
      'sweep.serial.best': {
        title: 'sweep of a serial script: the best size',
        unit: 'workers',
        goals: { self: most(1) },
      },
    },
  },
]
