import { expect, test } from 'vitest'
import type { RunEvent } from '../../protocol/run-event'
import { runTables } from './run-tables'
import { sharedSample } from '../../analysis/run/samples'
import { RUN } from './sample'

const NO_TIMES = { count: 0, sum: 0, longest: 0, buckets: [] }
const shared: RunEvent = {
  type: 'shared',
  at: 199,
  sample: {
    object: 3,
    kind: 'Lock',
    label: 'a',
    maker: 0,
    depth: 0,
    limit: 0,
    acquired: 10,
    waits: { count: 2, sum: 40.5, longest: 40, buckets: [0, 0, 1, 0, 1] },
    holds: { ...NO_TIMES, count: 10, sum: 7 },
    bytes: 0,
    encode: 0,
  },
  site: { file: '/s.ts', line: 4, column: 1 },
  uses: [{ kind: 'Lock.acquire', site: { file: '/s.ts', line: 9, column: 3 }, count: 10 }],
}
const telemetry = RUN.telemetry && {
  ...RUN.telemetry,
  batches: RUN.telemetry.batches.map((batch, i) => ({ ...batch, shared: [sharedSample({ object: 3, depth: i })] })),
}
const tables = new Map(
  runTables({ ...RUN, telemetry, events: [...RUN.events, shared] }).map(({ part, data }) => [
    part,
    data.trimEnd().split('\r\n'),
  ]),
)

test('tasks have what they moved, how long that took, and in short what they were given', () => {
  expect(tables.get('tasks')).toEqual([
    'process,map,index,count,start,end,failed,attempt,in_bytes,out_bytes,decode,encode,given,result,chunks,busy',
    '1,2,0,2,10,49.5,false,1,64,16,1.5,0.25,7,true,1,39.5',
    '1,2,2,2,50,90,false,1,0,0,0,0,,,1,40',
    '2,2,4,2,11.25,99,true,1,0,0,0,0,,,1,87.75',
  ])
})

test('a call has its line', () => {
  expect(tables.get('maps')?.[0]).toMatch(/,file,line,copied_bytes,transfers,encode,work,retried$/)
  expect(tables.get('maps')?.[1]).toMatch(/,\/scripts\/a <b>\.ts,14,0,0,0,0,0$/)
})

test('waits and what was shared are tables of their own', () => {
  expect(tables.get('waits')).toEqual([
    'process,kind,object,start,end,outcome,file,line',
    '0,Lock.acquire,4,30,55,timed-out,,',
    '0,Lock.acquire,3,20,60,got,/scripts/a <b>.ts,14',
    '0,Process.join,1,110,140,got,/scripts/a <b>.ts,14',
  ])
  expect(tables.get('shared')).toEqual([
    'object,kind,label,maker,file,line,acquired,waits,waited,longest_wait,holds,held,longest_hold,bytes,encode',
    '3,Lock,a,0,/s.ts,4,10,2,40.5,40,10,7,0,0,0',
  ])
  expect(tables.get('uses')).toEqual(['object,kind,file,line,count', '3,Lock.acquire,/s.ts,9,10'])
  const bars = tables.get('durations')?.map((row) => row.split(','))
  expect(bars?.map(([, , , , number]) => number)).toEqual(['count', '1', '0', '1'])
  expect(bars?.at(-1)?.map((cell) => Number(cell) || cell)).toEqual([3, 'waits', 0.004, expect.closeTo(0.00566, 5), 1])
  expect(tables.get('depths')).toEqual(['at,object,depth', '50,3,0', '100,3,1', '150,3,2'])
})
