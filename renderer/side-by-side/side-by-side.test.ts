import { expect, test } from 'vitest'
import { historyOf } from '../../analysis/run/kept'
import type { KeptRun } from '../../protocol/history'
import { batchOf } from '../../analysis/run/samples'
import type { TelemetryBatch } from '../../protocol/telemetry'
import { circumstancesOf } from './circumstances'
import { groupsOf, namesOf } from './groups'
import { changeText, intervalText, isSure } from './intervals'
import { cpuCurves, figuresOf } from './run-figures'

const machine = {
  platform: 'linux',
  os: 'Linux 6',
  arch: 'x64',
  cpus: 2,
  cpuModel: 'a processor',
  memory: 8e9,
  electron: '33',
  chrome: '130',
  node: '20',
  v8: '13',
  version: '0.1.0',
}

function run(text: string, seconds: number, poolSize = 2, batches: readonly TelemetryBatch[] = []): KeptRun {
  return {
    kind: 'run',
    entry: {
      id: `${text} ${seconds}`,
      shortId: '',
      kind: 'run',
      name: '',
      note: '',
      tags: [],
      path: null,
      example: null,
      startedAt: '2026-11-25T12:00:00Z',
      state: 'finished',
      exitcode: 0,
      seconds,
      error: null,
      poolSize,
      values: null,
      axis: null,
      throughput: 10 / seconds,
      best: null,
      bytes: 1,
    },
    script: { text, path: null, example: null },
    machine,
    settings: { poolSize, chunkSize: null, argv: [], cwd: '/', memoryLimit: null },
    events: [],
    eventsDropped: 0,
    errors: [],
    figures: { processes: [], maps: [], peakMemory: 1e6, dropped: 0 },
    telemetry: { batches, chunksPerRecord: 1 },
    console: null,
  }
}

const batch = (at: number, share: number) => batchOf({ at, cores: { at, cores: [share, share] } })
const plain = (text: string) => text.replaceAll('\u2009', ' ')

test('runs of one script with one setting are repeats in a column; the others have columns of their own', () => {
  const groups = groupsOf([run('a', 1), run('b', 2), run('a', 1.2), run('a', 3, 4)])
  expect(groups.map(({ letter, runs }) => `${letter}${runs.length}`)).toEqual(['A2', 'B1', 'C1'])
  expect(namesOf(groups).map(({ name }) => plain(name))).toEqual(['A 1', 'A 2', 'B', 'C'])
})

test('figures have an interval where there are repeats, and differ from the first column by a share', () => {
  const slow = [2, 2.02, 1.98, 2.01, 1.99].map((seconds) => run('a', seconds))
  const fast = [1, 1.01, 0.99, 1.02, 0.98].map((seconds) => run('b', seconds))
  const took = (rows: ReturnType<typeof figuresOf>) => rows.find(({ title }) => title === 'Took')?.cells[1]
  const many = took(figuresOf(groupsOf([...slow, ...fast])))?.change
  expect(many?.value).toBeCloseTo(-0.5)
  expect(many && isSure(many, 0)).toBe(true)
  const single = took(figuresOf(groupsOf([run('a', 2), run('b', 1)])))?.change
  expect(single).toEqual({ value: -0.5, low: -0.5, high: -0.5 })
  expect(single && isSure(single, 0)).toBe(false)
  expect(figuresOf(groupsOf([run('a', 2)])).map(({ title }) => title)).not.toContain('Tasks done')
})

test('curves begin together and end where their runs did', () => {
  const short = { name: 'A', history: historyOf(run('a', 1, 2, [batch(0, 0), batch(500, 0.5), batch(1000, 1)])) }
  const long = { name: 'B', history: historyOf(run('b', 2, 2, [batch(0, 1), batch(2000, 1)])) }
  const { seconds, lines } = cpuCurves([short, long])
  const at = (line: number, second: number) => lines[line]?.values[seconds.indexOf(second)]
  expect(seconds.at(-1)).toBe(2)
  expect([at(0, 0.25), at(0, 0.5), at(0, 1.5), at(1, 1.5)]).toEqual([0.25, 0.5, null, 1])
})

test('limits are circumstances, and other limits make another column', () => {
  const limited = (processors: number | null) => {
    const one = run('a', 1)
    return {
      ...one,
      settings: { ...one.settings, limits: { processes: 80, processors, workerMemory: null, killGrace: 500 } },
    }
  }
  expect(circumstancesOf([limited(1), limited(null), run('a', 1)])).toContainEqual({
    title: 'Most processors',
    values: ['1', 'all', '–'],
  })
  expect(groupsOf([limited(1), limited(null), limited(1)]).map(({ runs }) => runs.length)).toEqual([2, 1])
})

test('circumstances are told where they differ', () => {
  expect(circumstancesOf([run('a', 1), run('b', 1)])).toEqual([])
  const other = { ...run('a', 1, 4), machine: { ...machine, cpus: 8 } }
  expect(circumstancesOf([run('a', 1), other])).toEqual([
    { title: 'Pool size', values: ['2', '4'] },
    { title: 'Processors', values: ['2 × a processor', '8 × a processor'] },
  ])
})

test('differences in words', () => {
  expect(plain(changeText({ value: -0.11, low: -0.152, high: -0.06 }))).toBe('−11 % [−15, −6.0]')
  expect(plain(changeText({ value: 0, low: 0, high: 0 }))).toBe('0 %')
  expect(intervalText({ value: 1, low: 1.01, high: 1.02 }, (value) => value.toFixed(1))).toBe('')
  expect(intervalText({ value: 1, low: 1, high: 2 }, String)).toBe('[1, 2]')
})
