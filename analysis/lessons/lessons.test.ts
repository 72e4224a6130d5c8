import { expect, test } from 'vitest'
import type { Condition, Verdict } from '../../protocol/lesson'
import type { RunEvent } from '../../protocol/run-event'
import type { Repeat } from '../../protocol/sweep'
import { batchOf, mapSample, processSample, sharedSample } from '../run/samples'
import { judge, type Evidence, type RunEvidence, type SweepEvidence } from '.'

const THIN = '\u2009'

function started(process: number, name: string): RunEvent {
  const parent = process === 0 ? null : 0
  return { type: 'process-started', at: 1, process, pid: 100 + process, name, parent, daemon: false, warm: false }
}

function call(map: number, at: number, chunksize: number): RunEvent {
  return { type: 'map-started', at, map, pool: 1, name: 'square', total: 8, chunksize }
}

const SCRIPT = `import { Lock } from 'multiprocessing'
// door.acquire()
const address = 'https://example.org' /* new Pool(4) */
const door = new Lock()
`

const RUN: RunEvidence = {
  kind: 'run',
  script: { text: SCRIPT },
  events: [
    started(0, 'MainProcess'),
    started(1, 'cook-1'),
    started(2, 'cook-2'),
    started(3, 'waiter-1'),
    { type: 'pool-created', at: 2, pool: 1, process: 0, processes: 4 },
    call(1, 100, 2),
    call(2, 150, 25),
    { ...lockShared(40, 3) },
    {
      type: 'laws',
      at: 190,
      laws: [{ law: 'locks', holds: false, says: 'Lock door is still held.', site: null }],
    },
    { type: 'run-ended', at: 200, exitcode: 0, outcome: 'finished', seconds: 0.2 },
  ],
  figures: {
    processes: [],
    maps: [
      mapSample({ done: 8, copies: { bytes: 10, transfers: 2, encode: 1, work: 3 } }),
      mapSample({ map: 2, done: 4 }),
    ],
    peakMemory: 0,
    dropped: 0,
  },
  telemetry: {
    chunksPerRecord: 1,
    batches: [
      // Before the first call, which begins at 100.
      batchOf({ at: 50, cores: { at: 50, cores: [1, 1] }, processes: [processSample({ cpu: 0 })] }),
      batchOf({ at: 150, cores: { at: 150, cores: [1, 1] }, processes: [processSample({ cpu: 1 })] }),
      batchOf({ at: 200, cores: { at: 200, cores: [1, 1] }, processes: [processSample({ cpu: 2 })] }),
    ],
  },
  console: {
    lines: ['one', 'two', 'item 1', 'item 2'].map((text) => {
      return { at: 0, process: 0, name: 'MainProcess', stream: 'stdout' as const, text }
    }),
    missingLines: 0,
    missingBytes: 0,
    wasDirect: false,
  },
}

function lockShared(acquired: number, waited: number): RunEvent {
  const waits = { count: waited, sum: 1, longest: 1, buckets: [] }
  const { site: _, holders: __, waiters: ___, uses: ____, ...sample } = sharedSample({ label: 'door', acquired, waits })
  return { type: 'shared', at: 190, sample, site: null, uses: [] }
}

function repeat(value: number, round: number, outcome: Repeat['outcome'] = 'finished'): Repeat {
  return {
    value,
    round,
    startedAt: '2026-11-25T20:00:00.000Z',
    outcome,
    error: null,
    seconds: 1 / value,
    startUpSeconds: 0.1,
    cpuSeconds: 1,
    peakMemory: 1000,
    maps: [],
    noise: { otherLoad: 0, clock: null },
    affected: null,
  }
}

const SWEEP: SweepEvidence = {
  kind: 'sweep',
  script: { text: SCRIPT },
  data: {
    settings: { axis: 'pool-size', values: [1, 2, 4], poolSize: null, repeats: 2, warmups: 0, timeout: null, seed: 1 },
    cores: 4,
    repeats: [repeat(1, 0), repeat(2, 0), repeat(1, 1), repeat(2, 1), repeat(4, 0, 'failed')],
    notes: [],
  },
}

function verdict(condition: Condition, evidence: Evidence = RUN): Verdict | null | undefined {
  return judge([{ says: 'It is so', hint: 'Make it so', condition }], evidence)[0]
}

test.each<[Condition, boolean, string]>([
  [{ outcome: 'finished' }, true, 'The run finished'],
  [{ outcome: 'failed' }, false, 'The run finished; it should fail'],
  [{ processes: { atLeast: 3, atMost: 3 } }, true, '3 processes ran beside the script'],
  [{ processes: { atLeast: 4 } }, false, '3 processes ran beside the script; at least 4 wanted'],
  [{ processes: { named: '^cook', atMost: 1 } }, false, '2 processes whose names match ^cook ran; at most 1 wanted'],
  [{ workers: { atLeast: 2, atMost: 3 } }, false, '4 workers stood in the largest pool; 2 to 3 wanted'],
  [{ tasks: { atLeast: 12, atMost: 12 } }, true, '12 items of pool calls were done'],
  [{ chunksize: { atLeast: 20 } }, true, 'Its calls of pools had chunks of 2, 25'],
  [{ chunksize: { atLeast: 3, atMost: 3 } }, false, 'Its calls of pools had chunks of 2, 25; 3 wanted'],
  [{ seconds: { atMost: 0.1 } }, false, `It took 200${THIN}ms; at most 100${THIN}ms wanted`],
  [{ processorUse: { atLeast: 75 } }, true, `Its processes used 75${THIN}% of all processors while pools worked`],
  [
    { copying: { atMost: 20 } },
    false,
    `Copying was 25${THIN}% of what its calls of pools took; at most 20${THIN}% wanted`,
  ],
  [{ event: { type: 'deadlock', atLeast: 1 } }, false, '0 events of type deadlock happened; at least 1 wanted'],
  [{ shared: { kind: 'Lock', name: 'door', count: 'acquired', atLeast: 40 } }, true, 'The Lock door was used 40 times'],
  [
    { shared: { kind: 'Lock', count: 'waits', atMost: 0 } },
    false,
    'The Lock door was waited for 3 times; at most 0 wanted',
  ],
  [
    { shared: { kind: 'Queue', name: 'jobs', count: 'items', atMost: 0 } },
    false,
    'No Queue called jobs was shared; at most 0 wanted',
  ],
  [{ law: { name: 'locks', kept: true } }, false, 'Lock door is still held; it should be kept'],
  [{ law: { name: 'locks', kept: false } }, true, 'Lock door is still held'],
  [{ output: { contains: 'tw' } }, true, 'The output has “tw”'],
  [{ output: { matches: '^three$' } }, false, 'No line of the output matches ^three$'],
  [{ output: { lines: ['one', 'item 2'] } }, true, 'The output has the lines in their order'],
  [{ output: { lines: ['two', 'one'] } }, false, 'The output has no line “one” below the ones before it'],
  [{ output: { linesMatching: '^item', atLeast: 3 } }, false, '2 lines match ^item; at least 3 wanted'],
  [{ script: { contains: 'new Lock()' } }, true, 'The script has “new Lock()”'],
  [{ script: { contains: 'door.acquire()' } }, false, 'The script lacks “door.acquire()”'],
  [{ script: { contains: 'https://example.org' } }, true, 'The script has “https://example.org”'],
  [{ script: { lacks: 'new Pool' } }, true, 'The script is without “new Pool”'],
  [{ script: { matches: '^const door' } }, true, 'The script matches ^const door'],
])('%j of a run: %s', (condition, passed, found) => {
  expect(verdict(condition)).toEqual({ passed, found })
})

test.each<[Condition, boolean, string]>([
  [
    { comparison: { sizes: { atLeast: 2 }, repeats: { atLeast: 2 } } },
    true,
    '2 sizes came to their end. 2 runs counted at each size',
  ],
  [
    { comparison: { sizes: { atLeast: 3 }, repeats: { atLeast: 2 } } },
    false,
    '2 sizes came to their end; at least 3 wanted',
  ],
])('%j: %s', (condition, passed, found) => {
  expect(verdict(condition, SWEEP)).toEqual({ passed, found })
})

test('a run says nothing about a comparison, nor a comparison about a run; both have a script', () => {
  expect(verdict({ comparison: { sizes: { atLeast: 1 } } })).toBeNull()
  expect(verdict({ outcome: 'finished' }, SWEEP)).toBeNull()
  expect(verdict({ script: { contains: 'new Lock()' } }, SWEEP)?.passed).toBe(true)
})

test('a run of which little is known passes nothing', () => {
  const empty: RunEvidence = {
    kind: 'run',
    script: { text: '' },
    events: [],
    figures: null,
    telemetry: null,
    console: null,
  }
  const conditions: Condition[] = [
    { outcome: 'finished' },
    { output: { contains: '' } },
    { workers: { atMost: 9 } },
    { chunksize: { atMost: 9 } },
    { seconds: { atMost: 9 } },
    { processorUse: { atMost: 100 } },
    { copying: { atMost: 100 } },
    { shared: { kind: 'Lock', count: 'waits', atMost: 9 } },
    { law: { name: 'locks', kept: false } },
  ]
  expect(conditions.map((condition) => verdict(condition, empty)?.passed)).toEqual(conditions.map(() => false))
})

test('where the beginning of the output is not kept, what was not found in it may have stood there', () => {
  const lines = RUN.console?.lines ?? []
  const cut = { ...RUN, console: { lines, missingLines: 7, missingBytes: 70, wasDirect: false } }
  expect(verdict({ output: { contains: 'zero' } }, cut)?.found).toBe(
    'The output lacks “zero” (the first 7 lines are not kept)',
  )
})
