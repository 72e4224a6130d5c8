import { expect, test } from 'vitest'
import type { MapFigures, Repeat } from '../../protocol/sweep'
import { sweepTable } from './sweep-table'

const call: MapFigures = {
  call: 0,
  name: 'say "a, b"',
  workers: 2,
  total: 10,
  chunksize: 5,
  failed: 0,
  seconds: 0.5,
  tasksPerSecond: 20,
  task: { records: 2, items: 10, dropped: 0, mean: 0.1, deviation: 0.01, median: 0.2, p95: 0.3 },
}
const repeat: Repeat = {
  value: 2,
  round: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
  outcome: 'finished',
  error: null,
  seconds: 1,
  startUpSeconds: 0.002,
  cpuSeconds: 1.5,
  peakMemory: 1000,
  maps: [call, { ...call, call: 1, task: null }],
  noise: { otherLoad: 0.05, clock: null },
  affected: null,
}

test('a row for each call of a pool, and one for a repeat without', () => {
  const failed: Repeat = { ...repeat, outcome: 'failed', error: 'Error: no\nmore', startUpSeconds: null, maps: [] }
  const settings = { values: [2], poolSize: null, repeats: 1, warmups: 0, timeout: null, seed: 1 }
  expect(
    sweepTable({ settings: { axis: 'pool-size', ...settings }, cores: 2, repeats: [repeat, failed], notes: [] }),
  ).toBe(
    [
      'pool_size,round,started_at,outcome,error,seconds,start_up_seconds,cpu_seconds,peak_memory_bytes,other_load,clock,affected,' +
        'call,call_name,call_workers,call_items,call_chunksize,call_failed,call_seconds,call_items_per_second,' +
        'item_mean_seconds,item_deviation_seconds,item_median_seconds,item_p95_seconds,records_read,records_dropped',
      '2,1,2026-01-01T00:00:00.000Z,finished,,1,0.002,1.5,1000,0.05,,,0,"say ""a, b""",2,10,5,0,0.5,20,0.1,0.01,0.2,0.3,2,0',
      '2,1,2026-01-01T00:00:00.000Z,finished,,1,0.002,1.5,1000,0.05,,,1,"say ""a, b""",2,10,5,0,0.5,20,,,,,,',
      '2,1,2026-01-01T00:00:00.000Z,failed,"Error: no\nmore",1,,1.5,1000,0.05,,,,,,,,,,,,,,,,',
      '',
    ].join('\r\n'),
  )
})
