import { expect, test, vi } from 'vitest'
import { answer } from '../../analysis'
import { loadLibrary } from './database'
import { openSample, temporaryFile } from './place'
import { recorded, repeat, SWEEP, MACHINE, tellRun } from './sample'
import type { History } from './history'

const ALL = { search: '', limit: null, offset: 0 }
const SCRIPT = 'const squareRoot = Math.sqrt(2)\n'

const idsOf = (history: History, search: string) =>
  history.list({ ...ALL, search }).entries.map(({ id }) => id.slice(0, 1))

test('an opening waits for who makes the file, and leaves its process to others meanwhile', async () => {
  const file = temporaryFile()
  const library = await loadLibrary()
  const other = new library(file)
  other.exec('BEGIN EXCLUSIVE')
  const opening = openSample(file)
  await expect(Promise.race([opening, new Promise((resolve) => setTimeout(() => resolve('busy'), 0))])).resolves.toBe(
    'busy',
  )
  other.exec('ROLLBACK')
  other.close()
  expect((await opening).list(ALL).entries).toEqual([])
})

test('a run is kept whole, and is the same in another process that opens the file', async () => {
  const file = temporaryFile()
  const first = await openSample(file)
  tellRun(first, 'a1b2c3d4', recorded(SCRIPT), '2026-11-25T20:00:00.000Z')
  await first.close()
  const history = await openSample(file)
  const kept = history.get('a1b')
  expect(kept).toMatchObject({
    kind: 'run',
    entry: {
      id: 'a1b2c3d4',
      shortId: 'a1b2',
      state: 'finished',
      exitcode: 0,
      seconds: 0.02,
      startedAt: '2026-11-25T20:00:00.000Z',
      poolSize: 2,
    },
    script: { text: SCRIPT, path: '/scripts/primes.ts', example: null },
    machine: MACHINE,
    settings: { poolSize: 2, chunkSize: null, argv: ['a'], cwd: '/scripts', memoryLimit: null },
    eventsDropped: 0,
    errors: [],
    figures: { peakMemory: 1010, dropped: 0, processes: [{ state: 'ended', exitcode: 0 }], maps: [{ done: 10 }] },
    telemetry: {
      chunksPerRecord: 1,
      batches: [
        { at: 10, runId: 'a1b2c3d4', cores: { at: 10, cores: [0.5, 0.25] }, tasks: { count: [4], end: [9.5] } },
      ],
    },
    console: { lines: [{ at: 11, text: 'one' }, { text: 'two' }], missingLines: 0, missingBytes: 0, wasDirect: false },
  })
  expect(kept.kind === 'run' && kept.events.map(({ type }) => type)).toEqual([
    'run-started',
    'process-started',
    'process-ended',
    'run-ended',
  ])
})

test('a sweep is kept repeat by repeat, and is running until its end', async () => {
  const file = temporaryFile()
  const first = await openSample(file)
  const sweep = first.recordSweep(recorded(SCRIPT).source, SWEEP)
  sweep.repeat(repeat(2, 0))
  await first.settled()
  expect(first.get(sweep.id)).toMatchObject({
    entry: { kind: 'sweep', state: 'running', values: [1, 2] },
    data: { cores: 2, settings: SWEEP.settings, repeats: [repeat(2, 0)] },
  })
  sweep.repeat(repeat(1, 0))
  sweep.end('stopped', 3, ['a note'], answer({ ...SWEEP, repeats: [repeat(2, 0), repeat(1, 0)], notes: [] }))
  await first.close()
  const history = await openSample(file)
  expect(history.get(sweep.id)).toMatchObject({
    entry: { state: 'stopped', seconds: 3 },
    data: { repeats: [repeat(2, 0), repeat(1, 0)], notes: ['a note'] },
  })
})

test('names, notes, tags, file and script are searched, in any case, every word of them', async () => {
  const history = await openSample(temporaryFile())
  tellRun(history, 'aaaa', recorded(SCRIPT, '/scripts/primes.ts'), '2026-11-25T20:00:00.000Z')
  tellRun(history, 'bbbb', recorded('const words = []', '/scripts/Wörter.ts'), '2026-11-25T20:00:01.000Z')
  tellRun(history, 'cccc', recorded(SCRIPT, null), '2026-11-25T20:00:02.000Z')
  await history.settled()
  await history.rename('b', 'Base line')
  await history.note('c', 'before the change')
  await history.tag('a', ['slow', 'x', 'slow'])
  expect(history.get('a').entry).toMatchObject({ name: '', tags: ['slow', 'x'] })
  const found = [
    '',
    'WÖRTER',
    'root',
    'squareroot primes',
    'base',
    'change ROOT',
    '#',
    'x',
    '"words',
    '% nothing',
    'const',
  ]
  expect(found.map((search) => [search, idsOf(history, search).join('')])).toEqual([
    ['', 'cba'],
    ['WÖRTER', 'b'],
    ['root', 'ca'],
    ['squareroot primes', 'a'],
    ['base', 'b'],
    ['change ROOT', 'c'],
    ['#', ''],
    ['x', 'a'],
    ['"words', ''],
    ['% nothing', ''],
    ['const', 'cba'],
  ])
  expect(history.list({ search: 'const', limit: 1, offset: 1 })).toMatchObject({ total: 3, entries: [{ id: 'bbbb' }] })
})

test('what is removed is not listed, can be restored, and is given up by a start a day later', async () => {
  const file = temporaryFile()
  const first = await openSample(file)
  for (const id of ['aaaa', 'bbbb', 'cccc']) tellRun(first, id, recorded(`// ${id}`))
  await first.settled()
  await first.remove(['aaaa', 'bbbb'])
  expect(idsOf(first, '')).toEqual(['c'])
  await first.restore(['bb'])
  expect(idsOf(first, '').sort()).toEqual(['b', 'c'])
  await first.close()
  const second = await openSample(file)
  await second.settled()
  expect(second.get('aaaa').script.text).toBe('// aaaa')
  await second.close()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 })
  const third = await openSample(file)
  vi.useRealTimers()
  await third.settled()
  expect(() => third.get('aaaa')).toThrow("There is no run or sweep whose id begins with 'aaaa'.")
  expect(idsOf(third, 'bbbb')).toEqual(['b'])
})

test('an id is told by as few characters as tell it apart', async () => {
  const history = await openSample(temporaryFile())
  for (const id of ['abcd1200', 'abcd1300', 'ffff0000']) tellRun(history, id, recorded(SCRIPT))
  await history.settled()
  expect(
    history
      .list(ALL)
      .entries.map(({ shortId }) => shortId)
      .sort(),
  ).toEqual(['abcd12', 'abcd13', 'ffff00'])
  expect(history.get('f').entry.id).toBe('ffff0000')
  expect(() => history.get('abcd1')).toThrow("Several ids begin with 'abcd1': abcd12, abcd13. Give more of it.")
  expect(() => history.get('')).toThrow("There is no run or sweep whose id begins with ''.")
})

test('a limit says what is too much, and removes nothing', async () => {
  const history = await openSample(temporaryFile())
  const time = (second: number) => `2026-11-25T20:00:0${second}.000Z`
  ;['aaaa', 'bbbb', 'cccc', 'dddd'].forEach((id, i) => tellRun(history, id, recorded(SCRIPT), time(i)))
  await history.settled()
  await history.tag('aaaa', ['keep'])
  const { entries, bytes, excess } = history.size()
  expect({ entries, excess }).toEqual({ entries: 4, excess: { ids: [], bytes: 0 } })
  await history.setLimit(bytes / 2)
  expect(history.size().excess).toEqual({ ids: ['bbbb', 'cccc'], bytes: bytes / 2 })
  expect(history.size().entries).toBe(4)
  await history.setLimit(null)
  expect(history.size()).toMatchObject({ limit: null, excess: { ids: [] } })
})

test('on a full disk the run stands, and a sentence tells that it was not kept', async () => {
  const said: string[] = []
  const file = temporaryFile()
  const history = await openSample(file, said)
  tellRun(history, 'aaaa', recorded(SCRIPT))
  await history.settled()
  await history['storage'].write((database) => {
    const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number }
    database.prepare(`PRAGMA max_page_count = ${pages}`).get()
  })
  const noise = Array.from({ length: 20_000 }, () => Math.random()).join()
  tellRun(history, 'bbbb', recorded(noise))
  await history.settled()
  expect(said).toEqual([`This run was not kept in the history: the disk is full (${file}).`])
  expect(idsOf(history, '')).toEqual(['a'])
})
