/** For tests: a run and a sweep as the history keeps them. */
import { simulated } from '../../analysis/simulated'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import type { RunEvent } from '../../protocol/run-event'
import { NO_WAITS, type TelemetryBatch } from '../../protocol/telemetry'
import { look, MACHINE } from '../history/sample'

const NASTY = `console.log('</script><!-- & "]]>')`
const ID = '5aaa1111-0000-4000-8000-000000000000'
const SITE = { file: '/scripts/a <b>.ts', line: 14, column: 3 }
const FOR_LOCKS = {
  process: [0, 0],
  kind: ['Lock.acquire', 'Lock.acquire'],
  object: [4, 3],
  site: [-1, 0],
  start: [30, 20],
  end: [55, 60],
  outcome: ['timed-out', 'got'],
} satisfies Partial<TelemetryBatch['waits']>
const FOR_WORKER = {
  process: [0],
  kind: ['Process.join'],
  object: [1],
  site: [0],
  start: [110],
  end: [140],
  outcome: ['got'],
} satisfies Partial<TelemetryBatch['waits']>
const ENTRY = {
  name: '',
  note: 'before the change',
  tags: ['slow'],
  path: '/scripts/a <b>.ts',
  example: null,
  startedAt: '2026-11-25T20:00:00.000Z',
  state: 'finished',
  exitcode: 0,
  error: null,
  poolSize: 2,
  bytes: 1000,
} as const

function worker(
  batch: TelemetryBatch,
  process: number,
  state: 'running' | 'waiting',
): TelemetryBatch['processes'][number] {
  const [first] = batch.processes
  const waitsFor = state === 'waiting' ? 'task' : ''
  return { ...first!, process, pid: 100 + process, name: `PoolWorker-${process}`, parent: 0, state, waitsFor }
}

function batchAt(
  at: number,
  state: 'running' | 'waiting',
  tasks: Partial<TelemetryBatch['tasks']> = {},
  waits: Partial<TelemetryBatch['waits']> = {},
): TelemetryBatch {
  const batch = look(at, tasks)
  return {
    ...batch,
    runId: ID,
    processes: [...batch.processes, worker(batch, 1, state), worker(batch, 2, state)],
    waits: { ...NO_WAITS, ...waits },
    sites: waits.site === undefined ? [] : [SITE],
  }
}

/** Two workers share six items; the second's last task failed, two records came too fast to be read. The script waits for two locks at once. */
export const RUN: KeptRun = {
  kind: 'run',
  entry: {
    ...ENTRY,
    id: ID,
    shortId: '5aaa',
    kind: 'run',
    seconds: 0.2,
    values: null,
    axis: null,
    throughput: 30,
    best: null,
  },
  script: { text: NASTY, path: ENTRY.path, example: null },
  machine: MACHINE,
  settings: { poolSize: 2, chunkSize: null, argv: ['a'], cwd: '/scripts', memoryLimit: null },
  events: [
    { type: 'run-started', at: 0, runId: 'r', file: ENTRY.path, poolSize: 2, startedAt: ENTRY.startedAt },
    ...[0, 1, 2].map((process) => ({
      type: 'process-started' as const,
      at: 1 + process,
      process,
      pid: 100 + process,
      name: process === 0 ? 'MainProcess' : `PoolWorker-${process}`,
      parent: process === 0 ? null : 0,
      daemon: process > 0,
      warm: true,
    })),
    { type: 'pool-created', at: 4, pool: 1, process: 0, processes: 2 },
    { type: 'map-started', at: 5, map: 2, pool: 1, name: 'isPrime', total: 6, chunksize: 2 },
    {
      type: 'map-ended',
      at: 150,
      map: 2,
      pool: 1,
      done: 6,
      total: 6,
      failed: 1,
      seconds: 0.145,
      copies: { bytes: 120, transfers: 6, encode: 3.5, work: 160 },
      site: SITE,
    },
    { type: 'process-ended', at: 190, process: 1, pid: 101, name: 'PoolWorker-1', exitcode: 0, reason: 'finished' },
    { type: 'process-ended', at: 191, process: 2, pid: 102, name: 'PoolWorker-2', exitcode: -9, reason: 'killed' },
    { type: 'run-ended', at: 200, exitcode: 0, outcome: 'finished', seconds: 0.2 },
  ],
  eventsDropped: 0,
  errors: [],
  figures: { processes: look(150).processes, maps: look(150).maps, peakMemory: 4000, dropped: 0 },
  telemetry: {
    batches: [
      batchAt(50, 'running', {
        process: [1],
        map: [2],
        index: [0],
        count: [2],
        start: [10],
        end: [49.5],
        failed: [false],
        bytesIn: [64],
        bytesOut: [16],
        decode: [1.5],
        encode: [0.25],
        shown: [{ row: 0, items: '7', result: 'true' }],
      }),
      batchAt(
        100,
        'running',
        {
          process: [1, 2],
          map: [2, 2],
          index: [2, 4],
          count: [2, 2],
          start: [50, 11.25],
          end: [90, 99],
          failed: [false, true],
        },
        FOR_LOCKS,
      ),
      batchAt(150, 'waiting', { dropped: 2 }, FOR_WORKER),
    ],
    chunksPerRecord: 1,
  },
  console: {
    lines: [{ at: 3, process: 0, name: 'MainProcess', stream: 'stdout', text: 'one' }],
    missingLines: 0,
    missingBytes: 0,
    wasDirect: false,
  },
}

const QUEUE_SITE = { file: '/scripts/a.ts', line: 4, column: 9 }
const TIMES = { count: 2, sum: 40.5, longest: 40, buckets: [1, 1] }

/** What can be found in a run. */
export const FOUND: readonly RunEvent[] = [
  {
    type: 'deadlock',
    at: 120,
    deadlock: 1,
    sentence: 'A waits for B.',
    waits: [{ process: 1, name: 'A', kind: 'Lock.acquire', object: 3, what: 'lock b', site: QUEUE_SITE, waitsOn: [2] }],
    breaks: 1,
    rescuers: [3],
  },
  { type: 'deadlock-ended', at: 130, deadlock: 1, how: 'broken' },
  {
    type: 'incident',
    at: 191,
    process: 2,
    pid: 102,
    name: 'PoolWorker-2',
    end: { exitcode: -9, reason: 'killed' },
    signal: 'SIGKILL',
    says: 'You killed it (SIGKILL).',
    task: { map: 2, function: 'isPrime', index: 4, count: 2, attempt: 2, items: '4' },
    figures: [[-0.5, 0.25, 1000]],
    lines: ['the last line'],
    done: 'its task failed',
    site: null,
  },
  { type: 'incidents-omitted', at: 199, count: 2 },
  {
    type: 'shared',
    at: 199,
    sample: {
      object: 3,
      kind: 'Queue',
      label: 'jobs',
      maker: 0,
      depth: 3,
      limit: 8,
      acquired: 10,
      waits: TIMES,
      holds: TIMES,
      bytes: 80,
      encode: 1.5,
    },
    site: QUEUE_SITE,
    uses: [{ kind: 'Queue.put', site: QUEUE_SITE, count: 10 }],
  },
  {
    type: 'laws',
    at: 199,
    laws: [
      { law: 'promises', holds: true, says: 'Every wait came to its end.', site: null },
      { law: 'queues', holds: false, says: 'Queue jobs: 3 items were never taken (a.ts:4).', site: QUEUE_SITE },
    ],
  },
]

const data = simulated({ values: [1, 2, 4, 8], seconds: (n) => 4 / n + 0.2, noise: 0.02 })

export const SWEEP: KeptSweep = {
  kind: 'sweep',
  entry: {
    ...ENTRY,
    id: 'a4a01111-0000-4000-8000-000000000000',
    shortId: 'a4a0',
    kind: 'sweep',
    exitcode: null,
    poolSize: null,
    seconds: 60,
    values: [...data.settings.values],
    axis: 'pool-size',
    throughput: null,
    best: { value: 8, speedUp: 6 },
  },
  script: RUN.script,
  machine: MACHINE,
  settings: data.settings,
  argv: [],
  data,
}
