import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../protocol/history'
import { dayOf, keptLine, resultOf, secondsOf, sizesOf, sizeText, titleOf } from './words'

const run: HistoryEntry = {
  id: 'aaaa0000',
  shortId: 'aaaa',
  kind: 'run',
  name: '',
  note: '',
  tags: [],
  path: '/scripts/primes.ts',
  example: null,
  startedAt: '2026-11-25T12:03:09',
  state: 'finished',
  exitcode: 0,
  seconds: 1.234,
  error: null,
  poolSize: 2,
  values: null,
  axis: null,
  throughput: 1234.5,
  best: null,
  bytes: 5_000,
}
const sweep: HistoryEntry = { ...run, kind: 'sweep', values: [1, 2, 3], axis: 'pool-size', throughput: null }
const now = new Date('2026-11-26T00:00:00')
const plain = (text: string) => text.replaceAll(/[\u2009\u00a0]/g, ' ')

test('a day has its year only where that is another', () => {
  expect(plain(dayOf(run.startedAt, false, now))).toBe('25 Nov, 12:03')
  expect(plain(dayOf(run.startedAt, true, now))).toBe('25 Nov, 12:03:09')
  expect(plain(dayOf('2025-01-02T03:04:05', false, now))).toBe('2 Jan 2025, 03:04')
})

test.each<[Partial<HistoryEntry>, string]>([
  [run, '1 235 tasks/s'],
  [{ ...run, throughput: null }, ''],
  [{ ...run, error: 'Error: no' }, 'Error: no'],
  [{ ...sweep, best: { value: 2, speedUp: 1.9 } }, 'best: 2 workers, 1.90×'],
  [{ ...sweep, axis: 'chunk-size', best: { value: 8, speedUp: 1.2 } }, 'best: chunks of 8, 1.20×'],
  [sweep, 'no best size'],
])('what came of %o', (entry, words) => {
  expect(plain(resultOf({ ...run, ...entry }))).toBe(words)
})

test('sizes, seconds, bytes and names', () => {
  expect([sizesOf(run), sizesOf({ ...run, poolSize: null }), sizesOf(sweep)]).toEqual(['2', 'one each', '1-3'])
  expect(sizesOf({ ...sweep, axis: 'chunk-size', values: [1, 8] })).toBe('chunks 1, 8')
  expect([secondsOf(run), secondsOf({ ...run, seconds: null })].map(plain)).toEqual(['1.23 s', '–'])
  expect([1, 5_000, 2_500_000, 25_000_000].map(sizeText).map(plain)).toEqual(['1 kB', '5 kB', '2.5 MB', '25 MB'])
  expect([run, { ...run, name: 'Base' }, { ...run, path: null }].map(titleOf)).toEqual([
    'primes.ts',
    'Base',
    'untitled.ts',
  ])
})

test('the line over what is open says of when it is, and what it was', () => {
  expect(plain(keptLine({ ...run, name: 'Base' }))).toMatch(
    /^Kept run of 25 Nov( 2026)?, 12:03 · Base \(primes\.ts\) · finished in 1\.23 s$/,
  )
  expect(plain(keptLine({ ...sweep, state: 'interrupted', seconds: null }))).toMatch(
    /^Kept comparison of .* · primes\.ts · interrupted$/,
  )
})
