/** What `parallab run` makes of a script's streams: what `python script.py` would, an object, or a file of events. */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parallab, runScript, startScript } from './parallab'

/** Two processes write in turns; then every byte, a child's flood that ends in `process.exit`, no newline at the end. */
const WRITER = `
  import { getContext, Process, Queue } from 'multiprocessing'
  function nothing() {}
  async function answers(a: Queue<number>, b: Queue<number>) {
    for (let i = 0; i < 100; i++) { const n = await a.get(); console.log('child', n); await b.put(n) }
    process.stderr.write('child äöü')
  }
  function floods() {
    for (let i = 0; i < 1_000_000; i++) process.stdout.write(i + '\\n')
    process.stdout.write('x'.repeat(1_000_000))
    process.exit(0)
  }
  if (import.meta.main) {
    const [a, b] = [new Queue<number>(), new Queue<number>()]
    const child = new Process({ target: answers, args: [a, b] })
    child.start()
    for (let i = 0; i < 100; i++) { console.log('script', i); await a.put(i); await b.get() }
    await child.join()
    process.stdout.write(Uint8Array.from({ length: 256 }, (_, i) => i))
    const flood = new Process({ target: floods })
    flood.start()
    // Who comes up meanwhile opens the same streams.
    while (flood.isAlive()) { const p = new (getContext('spawn').Process)({ target: nothing }); p.start(); await p.join() }
    process.stdout.write('no newline at the end')
  }
`
const turns = Array.from({ length: 100 }, (_, i) => `script ${i}\nchild ${i}\n`).join('')
const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
const flood = Array.from({ length: 1_000_000 }, (_, i) => `${i}\n`).join('') + 'x'.repeat(1_000_000)
const last = 'no newline at the end'

function sha(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

let folder: string
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), 'parallab-events-'))))
afterAll(() => rm(folder, { recursive: true }))

async function eventsIn(file: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(file, 'utf8')
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]))
}

test('streams pass unchanged and in the order of writing: each byte, a million lines, no newline at the end', async () => {
  const run = await startScript(WRITER)
  const { code, stderr } = await run.ended
  expect([code, stderr]).toEqual([0, 'child äöü'])
  expect(run.bytes.length).toBe(turns.length + bytes.length + flood.length + last.length)
  expect(sha(run.bytes)).toBe(sha(turns, bytes, flood, last))
})

test('with --events the same passes, and stands in the file under its process', async () => {
  const file = path.join(folder, 'output.ndjson')
  const run = await startScript(WRITER, '--events', file)
  const { code, stderr } = await run.ended
  expect([code, stderr]).toEqual([0, 'child äöü'])
  expect(sha(run.bytes.subarray(turns.length))).toBe(sha(bytes, flood, last))
  const said = run.bytes.subarray(0, turns.length).toString().split('\n')
  expect(said.filter((line) => line.startsWith('script')).join()).toBe(turns.match(/script \d+/g)?.join())
  expect(said.filter((line) => line.startsWith('child')).join()).toBe(turns.match(/child \d+/g)?.join())
  const output = (await eventsIn(file)).filter(({ type }) => type === 'output')
  const of = (name: string) => output.filter((event) => event['name'] === name)
  expect(sha(...of('Process-2').map(({ text }) => text as string))).toBe(sha(flood))
  expect(of('Process-1').map(({ stream }) => stream)).toContain('stderr')
})

test('every kind of event is told, each with its time', async () => {
  const file = path.join(folder, 'events.ndjson')
  const outcome = await runScript(
    `
    import { existsSync, writeFileSync } from 'node:fs'
    import { Lock, Pool, Process } from 'multiprocessing'
    function dieOnce(n: number) {
      if (n === 3 && !existsSync('died')) { writeFileSync('died', ''); process.kill(process.pid, 'SIGKILL') }
      return n
    }
    async function dieHolding(lock: Lock) { await lock.acquire(); process.kill(process.pid, 'SIGKILL') }
    if (import.meta.main) {
      const pool = new Pool()
      console.log((await pool.map(dieOnce, [1, 2, 3, 4], 1)).join())
      pool.close()
      await pool.join()
      const lock = new Lock()
      const p = new Process({ target: dieHolding, args: [lock], name: 'Holder' })
      p.start()
      await p.join()
      await lock.acquire()
    }
  `,
    '--events',
    file,
    '--pool-size=2',
  )
  expect(outcome).toEqual({ code: 0, stdout: '1,2,3,4\n', stderr: '' })
  const events = await eventsIn(file)
  expect([...new Set(events.map(({ type }) => type))].sort()).toEqual([
    'incident',
    'laws',
    'lock-abandoned',
    'map-ended',
    'map-started',
    'output',
    'pool-created',
    'process-ended',
    'process-started',
    'run-ended',
    'run-started',
    'shared',
    'task-lost',
  ])
  // An incident is told when it is known what was done about it; its time is that of the death.
  const times = events.flatMap(({ type, at }) => (type === 'incident' ? [] : [at as number]))
  expect(times).toEqual(times.filter((at) => typeof at === 'number' && at >= 0).sort((a, b) => a - b))
  expect([events[0], events.at(-1)]).toMatchObject([
    { type: 'run-started', poolSize: 2 },
    { type: 'run-ended', exitcode: 0, outcome: 'finished' },
  ])
  expect(times.at(-1)).toBeLessThanOrEqual((events.at(-1)?.['seconds'] as number) * 1000 + 1000)
})

test('--json prints one object: what became of the run, its processes and pools, and the output inside', async () => {
  const { code, stdout, stderr } = await runScript(
    `
    import { Pool } from 'multiprocessing'
    function half(n: number) { process.stdout.write('ü'); return n / 2 }
    if (import.meta.main) {
      const pool = new Pool()
      console.error((await pool.map(half, [2, 4], 1)).join())
      pool.close()
      await pool.join()
      process.exitCode = 5
    }
  `,
    '--json',
    '--pool-size',
    '1',
  )
  expect([code, stderr]).toEqual([5, ''])
  const process = { state: 'ended', waitsFor: '', cpu: expect.any(Number), memory: expect.any(Number) }
  expect(JSON.parse(stdout)).toMatchObject({
    exitcode: 5,
    outcome: 'failed',
    seconds: expect.any(Number),
    stdout: 'üü',
    stderr: '1,2\n',
    dropped: { stdout: 0, stderr: 0 },
    processes: [
      { ...process, process: 0, name: 'MainProcess', parent: null, exitcode: 5 },
      { ...process, process: 1, name: 'PoolWorker-1', parent: 0, exitcode: 0, tasksDone: 2 },
    ],
    maps: [{ name: 'half', workers: 1, total: 2, done: 2, failed: 0, tasksPerSecond: expect.any(Number) }],
  })
})

test('what a script gets behind -- is its process.argv, and it gets no input', async () => {
  const outcome = await runScript(
    `
    import { readFileSync } from 'node:fs'
    import { Process } from 'multiprocessing'
    function child() { console.log(process.argv.slice(2).join('|')) }
    if (import.meta.main) {
      console.log(process.argv.slice(2).join('|'), process.argv[1]!.endsWith('script.ts'), readFileSync(0).length)
      const p = new Process({ target: child })
      p.start()
      await p.join()
    }
  `,
    '--',
    '--json',
    '',
    'a b',
    '--',
    'ä',
  )
  expect(outcome).toEqual({ code: 0, stdout: '--json||a b|--|ä true 0\n--json||a b|--|ä\n', stderr: '' })
})

test('a file of events that cannot be written is said, whether at the start or later', async () => {
  expect(await runScript('', '--events', '/no/such/folder/events')).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^parallab: --events: \/no\/such\/folder\/events cannot be written: ENOENT.*\n$/),
  })
  expect(await runScript(`console.log('goes on')`, '--events', '/dev/full')).toEqual({
    code: 1,
    stdout: 'goes on\n',
    stderr: expect.stringMatching(/^parallab: --events: \/dev\/full is not whole: ENOSPC.*\n$/),
  })
  const script = path.join(folder, 'script.ts')
  await writeFile(script, '// a script')
  expect([await parallab('run', script, '--events', script), await readFile(script, 'utf8')]).toEqual([
    { code: 2, stdout: '', stderr: `parallab: --events: ${script} is the script itself\n` },
    '// a script',
  ])
})
