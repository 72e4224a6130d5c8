/** `parallab run` keeps what it ran, and `parallab runs` finds, names, exports, deletes and restores it. */
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os, { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportedDocument } from '../../protocol/export'
import type { HistoryEntry, HistoryPage, KeptRun, KeptSweep } from '../../protocol/history'
import { mainProcesses } from './leftovers'
import { parallab, parallabWith, startScript, type Outcome } from './parallab'

const POOL = `
  import { Pool } from 'multiprocessing'
  const square = (n: number) => n * n
  if (import.meta.main) {
    await using pool = new Pool(2)
    console.log((await pool.map(square, [1, 2, 3, 4])).join(), process.argv.slice(2).join())
  }
`
const FAILING = `console.log('before')\nthrow new RangeError('too far')\n`

let folder = ''
let userData = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-test-'))
  userData = path.join(folder, 'data')
  await writeFile(path.join(folder, 'pool.ts'), POOL)
  await writeFile(path.join(folder, 'failing.ts'), FAILING)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const at = (name: string) => path.join(folder, name)
const run = (file: string, ...args: string[]) => parallabWith(userData, 'run', at(file), ...args)
const runs = (...args: string[]) => parallabWith(userData, 'runs', ...args)

async function entries(...words: string[]): Promise<readonly HistoryEntry[]> {
  const { code, stdout, stderr } = await runs('list', ...words, '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return (JSON.parse(stdout) as HistoryPage).entries
}

async function exported(id: string): Promise<KeptRun | KeptSweep | undefined> {
  const { stdout } = await runs('export', id, '--format', 'json')
  return (JSON.parse(stdout) as ExportedDocument).entries[0]
}

const said = ({ code, stdout, stderr }: Outcome) => ({ code, stdout, stderr })

test('what is run is kept, unless it is not to be', { timeout: 120_000 }, async () => {
  const outcomes = [
    await run('pool.ts', '--json', '--pool-size', '2', '--', 'x', 'y'),
    await run('failing.ts', '--json'),
    await run('pool.ts', '--no-history'),
  ]
  expect(outcomes.map(({ code }) => code)).toEqual([0, 1, 0])
  const kept = await entries()
  expect(kept.map(({ path: file, state, exitcode, error, kind }) => ({ file, state, exitcode, error, kind }))).toEqual([
    { file: at('failing.ts'), state: 'failed', exitcode: 1, error: 'RangeError: too far', kind: 'run' },
    { file: at('pool.ts'), state: 'finished', exitcode: 0, error: null, kind: 'run' },
  ])
  const whole = (await exported(kept[1]?.shortId ?? '')) as KeptRun
  expect(whole).toMatchObject({
    script: { text: POOL, path: at('pool.ts'), example: null },
    settings: {
      poolSize: 2,
      chunkSize: null,
      argv: ['x', 'y'],
      cwd: process.cwd(),
      memoryLimit: null,
      limits: { processes: 64, processors: null, workerMemory: null, killGrace: 500 },
    },
    machine: { platform: process.platform, version: expect.stringMatching(/^\d/), v8: expect.stringMatching(/^\d/) },
    figures: { maps: [{ name: 'square', total: 4, done: 4 }], dropped: 0 },
    console: { lines: [{ name: 'MainProcess', stream: 'stdout', text: '1,4,9,16 x,y' }], missingBytes: 0 },
  })
  expect(whole.figures?.processes.map(({ process, exitcode }) => [process, exitcode])).toEqual(
    expect.arrayContaining([[0, 0]]),
  )
  const tasks = whole.telemetry?.batches.flatMap((batch) => batch.tasks.count) ?? []
  expect(tasks.reduce((sum, count) => sum + count, 0)).toBe(4)
  expect(whole.events.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'run-started',
      'process-started',
      'pool-created',
      'map-ended',
      'process-ended',
      'run-ended',
    ]),
  )
})

test('an entry is searched, named, noted, tagged, exported, deleted and restored', { timeout: 180_000 }, async () => {
  const [failing, pool] = await entries()
  const id = pool?.shortId ?? ''
  expect(await entries('SQUARE', 'pool')).toEqual([pool])
  expect(said(await runs('name', id, 'Base line'))).toEqual({
    code: 0,
    stdout: `${id} is named Base line\n`,
    stderr: '',
  })
  expect((await runs('note', id, 'before the change')).code).toBe(0)
  expect((await runs('tag', id, 'slow')).stdout).toBe(`${id} is tagged slow\n`)
  expect(await entries('base', 'change', 'slow')).toMatchObject([
    { id: pool?.id, name: 'Base line', note: 'before the change', tags: ['slow'] },
  ])
  expect((await runs('export', id, '--format', 'csv', '--part', 'maps')).stdout).toMatch(
    /^map,pool,name,.*\r\n\d+,\d+,square,2,4,4,0,/,
  )
  expect((await runs('show', id)).stdout).toMatch(
    /Base line[^]*slow[^]*pool size 2, arguments x y[^]*square +2 +4 of 4/,
  )
  expect((await runs('delete', id)).stdout).toBe(`${id} deleted; parallab runs restore brings it back\n`)
  expect(await entries()).toEqual([failing])
  expect((await runs('restore', id)).code).toBe(0)
  expect((await entries()).length).toBe(2)
  expect((await runs('list')).stdout).toMatch(
    /^id +started .*\n[0-9a-f]+ .*failing\.ts .*failed .*\n[0-9a-f]+ .*pool\.ts +2 +finished .*Base line #slow\n$/,
  )
})

test('a sweep is kept, and shown with what it says', { timeout: 120_000 }, async () => {
  const words = ['--pool-sizes', '1,2', '--repeats', '1', '--warmup', '0']
  const swept = await parallabWith(userData, 'sweep', at('pool.ts'), ...words)
  expect(swept.code).toBe(0)
  const [entry] = await entries()
  expect(entry).toMatchObject({ kind: 'sweep', path: at('pool.ts'), state: 'finished', values: [1, 2], exitcode: null })
  const { stdout } = await runs('show', entry?.id ?? '')
  expect(stdout).toContain('pool sizes 1, 2; 1 repeats after 0 warm-ups')
  expect(stdout).toContain(swept.stdout.split('\n', 1)[0])
  const whole = (await exported(entry?.id ?? '')) as KeptSweep
  // One that was disturbed may have been measured again.
  expect([...new Set(whole.data.repeats.map(({ value }) => value))].sort()).toEqual([1, 2])
  expect(whole).toMatchObject({ script: { text: POOL }, data: { cores: os.availableParallelism() } })
  for (const note of whole.data.notes) expect(swept.stdout).toContain(note)
})

test('what cannot be done is said in a line', async () => {
  expect(said(await runs('show', 'zzzz'))).toEqual({
    code: 1,
    stdout: '',
    stderr: "parallab: There is no run or sweep whose id begins with 'zzzz'.\n",
  })
  expect((await runs('export', 'a', '--format', 'xml')).code).toBe(2)
})

test('runs at once are all kept; the output of one that wrote to the terminal itself is not', async () => {
  const before = (await entries()).length
  const outcomes = await Promise.all([run('pool.ts'), run('failing.ts')])
  expect(outcomes.map(({ code }) => code)).toEqual([0, 1])
  const [one, other, ...rest] = await entries()
  expect(rest.length).toBe(before)
  expect([one?.state, other?.state].sort()).toEqual(['failed', 'finished'])
  expect((await runs('show', one?.id ?? '')).stdout).toContain('the output was not kept')
})

test('a run whose lab was killed is shown as interrupted', { timeout: 120_000 }, async () => {
  const interrupted = await startScript(`// aLabThatIsKilled\nconsole.log('up')\nsetInterval(() => undefined, 1000)\n`)
  await interrupted.said('up')
  const states = async () => {
    const { stdout } = await parallab('runs', 'list', 'aLabThatIsKilled', '--json')
    return (JSON.parse(stdout) as HistoryPage).entries.map(({ state, seconds }) => [state, seconds])
  }
  await expect.poll(states, { timeout: 30_000, interval: 0 }).toEqual([['running', null]])
  for (const pid of mainProcesses(interrupted.mark)) process.kill(pid, 'SIGKILL')
  await interrupted.ended
  expect(await states()).toEqual([['interrupted', null]])
})

test('a damaged history is kept aside, and the run goes on', async () => {
  const damaged = path.join(folder, 'damaged')
  await parallabWith(damaged, 'runs')
  await writeFile(path.join(damaged, 'history.sqlite'), 'no database\n'.repeat(1000))
  const { code, stdout, stderr } = await parallabWith(damaged, 'run', at('pool.ts'))
  expect({ code, stdout }).toEqual({ code: 0, stdout: '1,4,9,16 \n' })
  expect(stderr).toMatch(
    /^parallab: The history was damaged\. It was kept as .*\.damaged-\S+\. Nothing of it could be read/,
  )
  expect((await readdir(damaged)).filter((name) => name.includes('.damaged-')).length).toBe(1)
  const { stdout: list } = await parallabWith(damaged, 'runs', '--json')
  expect((JSON.parse(list) as HistoryPage).total).toBe(1)
})

test('a history that cannot be opened is said, and the run goes on', async () => {
  const blocked = path.join(folder, 'blocked')
  await writeFile(blocked, '')
  const { code, stdout, stderr } = await parallabWith(path.join(blocked, 'data'), 'run', at('pool.ts'))
  expect({ code, stdout }).toEqual({ code: 0, stdout: '1,4,9,16 \n' })
  expect(stderr).toMatch(/^parallab: Runs are not kept: .*ENOTDIR/)
  expect(existsSync(path.join(blocked, 'data'))).toBe(false)
})
