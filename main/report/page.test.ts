import { expect, test } from 'vitest'
import { answer } from '../../analysis'
import { parseDocument } from '../export/reading'
import { FOUND, RUN, SWEEP } from '../export/sample'
import { reportPage } from './page'

function texts(page: string, pattern: RegExp): string[] {
  return Array.from(page.matchAll(pattern), ([, text]) => text as string)
}

const captions = (page: string) => texts(page, /<caption>(.*?)<\/caption>/g)
const titles = (page: string) => texts(page, /<svg[^>]*>(?:<style>.*?<\/style>)?<title[^>]*>(.*?)<\/title>/gs)

test.each([
  ['run', [RUN]],
  ['sweep', [SWEEP]],
  ['both', [RUN, SWEEP]],
] as const)('a page of a %s needs nothing else: no address, and nothing runs', (_, entries) => {
  const page = reportPage(entries)
  expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
    /\w+:\/\/|\b(src|href)=|url\(|<link|@import|javascript:|\son\w+=/,
  )
  expect(texts(page, /<(script[^>]*)>/g)).toEqual(['script type="application/json" id="parallab-document"'])
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
})

test.each([[[RUN]], [[SWEEP]], [[SWEEP, RUN]]])(
  'it opens again in the lab with everything, whatever stands in it',
  (entries) => {
    expect(parseDocument(reportPage(entries), 'a.html')).toEqual(entries)
  },
)

test('a sweep: the answer in words, charts with their tables, each size and each run', () => {
  const page = reportPage([SWEEP])
  expect(page).toContain(answer(SWEEP.data).sentence)
  expect(titles(page)).toEqual(['Speed-up by pool size', 'Throughput by pool size', 'Wall time by pool size'])
  expect(captions(page)).toEqual([
    'Medians with their 95 % intervals',
    'Laws of scaling, their parameters with 95 % intervals',
    'In the order of measuring; rounds count from 1',
    'Where it was measured',
  ])
  expect(texts(page, /<th scope="row">(\d+ workers?)<\/th>/g)).toHaveLength(4 + SWEEP.data.repeats.length)
  expect(page).toContain('<h1>a &lt;b&gt;.ts</h1>')
})

test('a run: how it went, charts with their tables, output, machine, script, and what is missing', () => {
  const page = reportPage([RUN])
  expect(page).toContain('Finished after 200\u2009ms. 150 items in one call of a pool; 3 processes, at most 0\u2009MB.')
  expect(page).toContain('2 records of tasks came too fast to be read; the counts are exact all the same.')
  expect(titles(page)).toEqual(['Processes', 'CPU per core', 'Pool throughput', 'Memory'])
  expect(captions(page)).toEqual(['Calls of pools', 'Processes', 'Where it was measured'])
  expect(texts(page, /<pre tabindex="0">(.*?)<\/pre>/gs)).toEqual([
    'one',
    expect.stringContaining('&lt;/script&gt;&lt;!-- &amp; &quot;'),
  ])
  expect(page).toContain('before the change · #slow')
})

test('a run in which something was found says so, in words and tables', () => {
  const page = reportPage([{ ...RUN, events: [...RUN.events, ...FOUND] }])
  expect(texts(page, /<li>(.*?)<\/li>/g).filter((item) => /^(Deadlock|Incident)/.test(item))).toEqual([
    'Deadlock. A waits for B.',
    'Incident. PoolWorker-2: You killed it (SIGKILL). It had items 4 to 5 of isPrime (4), in attempt 2. Its task failed.',
    'Incident. 2 more processes ended like that.',
  ])
  expect(captions(page).slice(0, 2)).toEqual([
    'The laws, as they stood at the end',
    'What the processes shared, by how long they waited for it',
  ])
  expect(page).toContain('Queue jobs: 3 items were never taken (a.ts:4).')
})

test('several: a table of each kind, sweeps over each other, and how they differ', () => {
  const other = { ...SWEEP, entry: { ...SWEEP.entry, id: 'b4a01111-0000-4000-8000-000000000000', shortId: 'b4a0' } }
  const page = reportPage([SWEEP, other, RUN])
  expect(page).toContain('<h1>3 side by side</h1>')
  expect(captions(page).slice(0, 3)).toEqual([
    'Runs',
    'Sweeps',
    'a &lt;b&gt;.ts b4a0 against a &lt;b&gt;.ts a4a0: times as fast in items a second, with 95 % intervals',
  ])
  expect(titles(page)).toHaveLength(3 + 3 + 3 + 4)
  expect(texts(page, /<article>/g)).toHaveLength(3)
})

test('what was stopped before anything was measured is a page too', () => {
  const page = reportPage([
    { ...SWEEP, data: { ...SWEEP.data, repeats: [] } },
    { ...RUN, machine: null, events: [], figures: null, telemetry: null, console: null },
  ])
  expect(page).not.toContain('<svg')
  expect(page).toContain('Its measurements were not kept.')
  expect(page).toContain('Which machine it was has been lost.')
})

test('a run or a sweep that told its limits: they stand in the method, and come back', () => {
  const limits = { processes: 80, processors: 1, workerMemory: 512e6, killGrace: 500 }
  const limited = { ...RUN, settings: { ...RUN.settings, limits } }
  const page = reportPage([limited])
  expect(page.replaceAll('\u2009', ' ')).toContain(
    'It might take at most 80 processes, on 1 of the processors, at most 512 MB a process, 500 ms of grace before a kill.',
  )
  expect(parseDocument(page, 'a.html')).toEqual([limited])
  expect(reportPage([RUN])).not.toContain('It might take')
  const settings = { ...SWEEP.settings, limits, memoryLimit: 1e9 }
  const sweep = { ...SWEEP, settings, data: { ...SWEEP.data, settings } }
  expect(reportPage([sweep]).replaceAll('\u2009', ' ')).toContain(
    'Each run might take at most 80 processes, on 1 of the processors, at most 512 MB a process, 500 ms of grace before a kill.',
  )
  expect(parseDocument(reportPage([sweep]), 'a.html')).toEqual([sweep])
})
