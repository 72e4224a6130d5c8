import { expect, test } from 'vitest'
import type { HistoryEntry, KeptSweep } from '../../protocol/history'
import { RUN } from '../export/sample'
import { MACHINE, repeat, SWEEP } from '../history/sample'
import { showText } from './runs-show'

const entry: HistoryEntry = {
  id: 'bbbb0000',
  shortId: 'bbbb',
  kind: 'sweep',
  name: 'Base line',
  note: '',
  tags: ['kept', 'slow'],
  path: '/scripts/primes.ts',
  example: null,
  startedAt: '2026-11-25T20:00:00.000Z',
  state: 'finished',
  exitcode: null,
  seconds: 3,
  error: null,
  poolSize: null,
  values: [1, 2],
  axis: 'pool-size',
  throughput: null,
  best: null,
  bytes: 100,
}

const { argv, ...frame } = SWEEP
const kept: KeptSweep = {
  kind: 'sweep',
  entry,
  script: { text: '', path: '/scripts/primes.ts', example: null },
  machine: MACHINE,
  settings: SWEEP.settings,
  argv,
  data: { ...frame, repeats: [1, 2].flatMap((value) => [repeat(value, 0), repeat(value, 1)]), notes: ['A note.'] },
}

test('a sweep is told with what it says', () => {
  const text = showText(kept)
  expect(text).toContain(`sweep     bbbb0000
name      Base line
tags      kept, slow
script    /scripts/primes.ts
`)
  expect(text).toContain(`
ended     finished after 3.000 s
settings  pool sizes 1, 2; 2 repeats after 0 warm-ups
machine   2 processors (a processor), 8.0 GiB, Linux 6; Parallab 0.1.0, Electron 33.2.1, V8 13
`)
  expect(text).toMatch(/\n *workers +time [^]*\n +1 +1\.00\s?s .*\n.*2 +500\s?ms .*\n[^]*A note\.\n$/)
})

test('a sweep that was interrupted before its first repeat says so', () => {
  const text = showText({
    ...kept,
    entry: { ...entry, state: 'interrupted', seconds: null },
    data: { ...kept.data, repeats: [] },
  })
  expect(text).toContain('\nended     interrupted\n')
  expect(text).toMatch(/\nNo repeat of it was measured\.\n$/)
})

test('runs and sweeps are told with their settings, and with their limits where they are known', () => {
  const settings = (text: string) => /^settings +(.*)$/m.exec(text)?.[1]?.replaceAll('\u2009', ' ')
  expect(settings(showText(RUN))).toBe('pool size 2, arguments a')
  const limits = { processes: 80, processors: null, workerMemory: null, killGrace: 2000 }
  expect(settings(showText({ ...RUN, settings: { ...RUN.settings, limits } }))).toBe(
    'pool size 2, arguments a, at most 80 processes, 2.00 s of grace before a kill',
  )
  expect(settings(showText({ ...kept, settings: { ...kept.settings, limits } }))).toMatch(
    /warm-ups?, at most 80 processes, 2.00 s of grace before a kill$/,
  )
})
