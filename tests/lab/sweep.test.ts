/** `parallab sweep`: what is measured of real runs, what fails, what is stopped. */
import { watch } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportedDocument, ExportedSweep } from '../../protocol/export'
import { runScript, startSweep } from './parallab'

let folder: string
const at = (name: string) => path.join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-sweep-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function written(name: string): Promise<ExportedSweep> {
  return (JSON.parse(await readFile(at(name), 'utf8')) as ExportedDocument).entries[0] as ExportedSweep
}

/** Burns processor time, of which the operating system says how much there was. */
const BURN = `
  function burn(seconds: number) {
    const begin = process.cpuUsage()
    for (;;) {
      const { user, system } = process.cpuUsage(begin)
      if (user + system > seconds * 1e6) return seconds
    }
  }
`

test('every value is measured in every round, with the figures of its maps and the processor time of all processes, killed ones too', async () => {
  const run = await startSweep(
    `
    import { Pool, Process, Queue } from 'multiprocessing'
    ${BURN}
    function burnOn(burned: Queue<number>) { burned.putSync(burn(0.1)); for (;;) burn(0.01) }
    if (import.meta.main) {
      console.log('not shown')
      const pool = new Pool()
      await pool.map(burn, [0.02, 0.02, 0.02, 0.02], 1)
      pool.close()
      await pool.join()
      const burned = new Queue<number>()
      const child = new Process({ target: burnOn, args: [burned] })
      child.start()
      await burned.get()
      child.kill()
      await child.join()
    }
  `,
    ...['--pool-sizes', '1-2', '--repeats', '2', '--warmup', '0', '--json', at('all.json')],
    ...['--csv', at('all.csv'), '--html', at('all.html'), '--memory-limit', '1024'],
  )
  const { code, stdout, stderr } = await run.ended
  expect([code, stderr, stdout.includes('not shown')]).toEqual([0, '', false])
  const { data, answer } = await written('all.json')
  const limits = { processes: 64, processors: null, workerMemory: null, killGrace: 500 }
  expect(data.settings).toEqual({
    ...{ axis: 'pool-size', values: [1, 2], poolSize: null, repeats: 2, warmups: 0, seed: expect.any(Number) },
    ...{ timeout: null, memoryLimit: 2 ** 30, limits },
  })
  expect(data.notes).toEqual([])
  const visits = data.repeats.map(({ round, value }) => `${round} ${value}`)
  expect([...new Set(visits)].sort()).toEqual(['0 1', '0 2', '1 1', '1 2'])
  for (const { value, maps, seconds, startUpSeconds, cpuSeconds, peakMemory, ...repeat } of data.repeats) {
    expect(repeat).toMatchObject({ outcome: 'finished', error: null, noise: { otherLoad: expect.any(Number) } })
    expect(maps).toMatchObject([
      { call: 0, name: 'burn', workers: value, total: 4, chunksize: 1, failed: 0, task: { mean: expect.any(Number) } },
    ])
    // The operating system counts in steps of milliseconds.
    expect(maps[0]?.task?.mean).toBeGreaterThan(0.015)
    expect(startUpSeconds).toBeGreaterThan(0)
    expect(seconds).toBeGreaterThan((startUpSeconds ?? Infinity) + 0.1)
    expect(cpuSeconds).toBeGreaterThan(0.18)
    expect(cpuSeconds).toBeLessThan(2)
    expect(peakMemory).toBeGreaterThan(2 ** 20)
  }
  expect(answer.points.map(({ value }) => value)).toEqual([1, 2])
  expect(stdout).toContain(answer.sentence)
  const rows = (await readFile(at('all.csv'), 'utf8')).trimEnd().split('\r\n')
  expect(rows).toHaveLength(1 + data.repeats.length)
  const page = await readFile(at('all.html'), 'utf8')
  expect([page.includes(answer.sentence), page.includes('<svg')]).toEqual([true, true])
})

test('sizes at which the script fails or takes too long say why and are given up, the others stand', async () => {
  const run = await startSweep(
    `
    import { Pool, processCpuCount, sleep } from 'multiprocessing'
    const half = (n: number) => n / 2
    if (import.meta.main) {
      await using pool = new Pool()
      await pool.map(half, [1, 2])
      if (processCpuCount() === 2) throw new RangeError('two are too many')
      if (processCpuCount() === 3) await sleep(600)
    }
  `,
    ...['--pool-sizes', '1,2,3', '--repeats', '2', '--timeout', '6', '--json', at('failing.json')],
  )
  const { code, stdout } = await run.ended
  expect(code).toBe(0)
  const { data, answer } = await written('failing.json')
  const of = (value: number) => data.repeats.filter((repeat) => repeat.value === value)
  expect(of(1).map(({ outcome }) => outcome)).toEqual(of(1).map(() => 'finished'))
  expect(of(1).length).toBeGreaterThan(1)
  expect(of(2)).toMatchObject([{ round: 0, outcome: 'failed', error: 'RangeError: two are too many' }])
  expect(of(3)).toMatchObject([{ outcome: 'timed-out', error: 'It took longer than 6 s and was stopped.' }])
  expect(answer.points.map(({ failure }) => failure !== null)).toEqual([false, true, true])
  expect(stdout).toContain('two are too many')
})

test('a script without a pool has its wall time only, one that always fails ends the sweep with 1', async () => {
  const runs = [
    await startSweep(
      `console.error('nothing but this')`,
      '--pool-sizes=1,2',
      '--repeats=2',
      '--json',
      at('serial.json'),
    ),
    await startSweep(`console.log('out'); process.exit(3)`, '--pool-sizes=1,2', '--json', at('wrong.json')),
  ]
  const [serial, wrong] = await Promise.all(runs.map(({ ended }) => ended))
  expect([serial?.code, serial?.stderr, wrong?.code, wrong?.stderr]).toEqual([0, '', 1, ''])
  const { data, answer } = await written('serial.json')
  expect(new Set(data.repeats.map(({ maps }) => maps.length))).toEqual(new Set([0]))
  expect(answer.measure).toBe('wall-time')
  for (const refusal of answer.refusals) expect(serial?.stdout).toContain(refusal)
  const { data: failed } = await written('wrong.json')
  expect(failed.repeats.map(({ error }) => error)).toEqual([
    'It ended with exit code 3; the last that it wrote: out',
    'It ended with exit code 3; the last that it wrote: out',
  ])
})

test('Ctrl+C keeps the finished repeats, prints and writes them', async () => {
  const visits = at('visits')
  await writeFile(visits, '')
  const run = await startSweep(
    `
    import { appendFileSync, readFileSync } from 'node:fs'
    import { sleep } from 'multiprocessing'
    const before = readFileSync(process.argv[2] as string, 'utf8').length
    appendFileSync(process.argv[2] as string, '.')
    if (before === 2) await sleep(600)
  `,
    ...['--pool-sizes', '1', '--repeats', '50', '--warmup', '0', '--json', at('stopped.json'), '--', visits],
  )
  await untilLong(visits, 3, run.ended)
  const { code, stderr, stdout } = await run.stop('SIGINT')
  expect([code, stderr]).toEqual([130, ''])
  const { data, answer } = await written('stopped.json')
  expect(data.repeats.map(({ outcome }) => outcome)).toEqual(['finished', 'finished'])
  expect(stdout).toContain(answer.sentence)
})

/** Waits until a file has so many characters. */
function untilLong(file: string, length: number, ended: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = watch(file, () => void look())
    const look = async () => {
      if ((await readFile(file, 'utf8')).length < length) return
      watcher.close()
      resolve()
    }
    void look()
    void ended.then(() => reject(new Error('it ended before')), reject)
  })
}

test('chunk sizes go to the calls that name none, and it is said when no call takes them', async () => {
  const script = `
    import { Pool } from 'multiprocessing'
    const half = (n: number) => n / 2
    if (import.meta.main) {
      const items = Array.from({ length: 12 }, (_, i) => i)
      await using pool = new Pool()
      if (process.argv[2] !== 'own') await pool.map(half, items)
      await pool.map(half, items, 3)
    }
  `
  const words = ['--chunk-sizes', '2,5', '--pool-size', '1', '--repeats', '1', '--warmup', '0', '--json']
  const runs = [
    await startSweep(script, ...words, at('chunks.json')),
    await startSweep(script, ...words, at('own.json'), '--', 'own'),
  ]
  const [taken, own] = await Promise.all(runs.map(({ ended }) => ended))
  expect([taken?.code, own?.code]).toEqual([0, 0])
  const chunks = await written('chunks.json')
  expect(chunks.answer.measure).toBe('throughput')
  for (const { value, maps } of chunks.data.repeats)
    expect(maps.map(({ workers, chunksize }) => [workers, chunksize])).toEqual([
      [1, value],
      [1, 3],
    ])
  const { refusals } = (await written('own.json')).answer
  expect(refusals[0]).toMatch(/^No map of the script takes the chunk size/)
  expect(own?.stdout).toContain(refusals[0])
})

test('--chunk-size is the default of all kinds of calls, but not where it would change what they mean', async () => {
  const { code, stdout, stderr } = await runScript(
    `
    import { Pool, ProcessPoolExecutor } from 'multiprocessing'
    const half = (n: number) => n / 2
    const sum = (a: number, b: number) => a + b
    async function* later() { yield* [2, 4, 6] }
    if (import.meta.main) {
      const pool = new Pool(1)
      console.log(await pool.map(half, [2, 4, 6]), await pool.starmap(sum, [[1, 2], [3, 4]]))
      console.log(await pool.map(half, [2, 4, 6], 1), await pool.map(half, [2, 4, 6], { timeout: 60 }))
      console.log(await Array.fromAsync(pool.imap(half, [2, 4, 6])), await Array.fromAsync(pool.imap(half, later())))
      await using executor = new ProcessPoolExecutor(1)
      console.log(await Array.fromAsync(executor.map(half, [2, 4, 6])))
      pool.close()
      await pool.join()
    }
  `,
    ...['--chunk-size', '2', '--events', at('events.ndjson')],
  )
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toBe('[ 1, 2, 3 ] [ 3, 7 ]\n[ 1, 2, 3 ] [ 1, 2, 3 ]\n[ 1, 2, 3 ] [ 1, 2, 3 ]\n[ 1, 2, 3 ]\n')
  const events = (await readFile(at('events.ndjson'), 'utf8')).trimEnd().split('\n')
  const maps = events.map((line) => JSON.parse(line) as { type: string; chunksize: number })
  expect(maps.flatMap(({ type, chunksize }) => (type === 'map-started' ? [chunksize] : []))).toEqual([
    2, 2, 1, 1, 2, 1, 2,
  ])
})
