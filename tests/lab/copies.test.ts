/** What maps say they moved and took, against what is known of them: `map-ended` and `task-lost` of `--events`. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunEvent } from '../../protocol/run-event'
import { runScript } from './parallab'

const COUNT = 50
const BYTES = 1_000_000

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-copies-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(text: string, ...args: string[]) {
  const file = path.join(folder, 'events.jsonl')
  const { code, stdout, stderr } = await runScript(text, '--pool-size', '2', '--events', file, ...args)
  expect([code, stderr]).toEqual([0, ''])
  const events = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent)
  const names = new Map(events.flatMap((event) => (event.type === 'map-started' ? [[event.map, event.name]] : [])))
  const ended = events.flatMap((event) => (event.type === 'map-ended' ? [event] : []))
  const maps = Object.fromEntries(ended.map((event) => [names.get(event.map) as string, event]))
  return { maps, events, told: JSON.parse(stdout) as Record<string, number> }
}

/** Each function tells how long it took itself; the line of each call is known. */
const SCRIPT = `import { Pool } from 'multiprocessing'
function there(bytes: Uint8Array) { return bytes.length }
function back(value: number) { return new Float64Array(${BYTES / 8}).fill(value) }
async function sleeps(ms: number) {
  const begun = performance.now()
  await new Promise((resolve) => setTimeout(resolve, ms))
  return performance.now() - begun
}
function one(text: string) { return text }
function dies({ id }: { id: number; name: string }) { process.kill(process.pid, 'SIGKILL'); return id }
if (import.meta.main) {
  const pool = new Pool()
  const began = performance.now()
  await pool.map(there, Array.from({ length: ${COUNT} }, () => new Uint8Array(${BYTES})), { chunksize: 1 })
  const thereTook = performance.now() - began
  await pool.map(back, Array.from({ length: ${COUNT} }, (_, i) => i), { chunksize: 1 })
  const slept = await pool.map(sleeps, Array.from({ length: 20 }, (_, i) => 20 + i), { chunksize: 2 })
  await Promise.all([pool.apply(one, ['four']), pool.apply(one, ['four'])])
  await pool.map(dies, [{ id: 3, name: 'three' }], { retry: false }).catch(() => undefined)
  pool.close()
  await pool.join()
  console.log(JSON.stringify({ thereTook, slept: slept.reduce((sum, ms) => sum + ms, 0) }))
}
`

test('bytes, time of encoding and time inside the function are those of the call, and its line is told', async () => {
  const { maps, events, told } = await run(SCRIPT)
  const { there, back, sleeps, apply, dies } = maps as Record<'there' | 'back' | 'sleeps' | 'apply' | 'dies', never>
  const copies = (event: { copies: { bytes: number } }) => event.copies

  expect(Math.abs(copies(there).bytes / (COUNT * BYTES) - 1)).toBeLessThan(0.01)
  expect(Math.abs(copies(back).bytes / (COUNT * BYTES) - 1)).toBeLessThan(0.01)
  expect(there).toMatchObject({ copies: { transfers: 2 * COUNT }, site: { line: 14, column: 14 } })
  // Three processes copy; what they do besides is little.
  const encoding = (there as { copies: { encode: number; work: number } }).copies
  expect(encoding.encode).toBeGreaterThan(encoding.work)
  expect(encoding.encode).toBeLessThan(3 * (told['thereTook'] as number))

  const { work, encode, transfers } = (sleeps as { copies: { work: number; encode: number; transfers: number } }).copies
  expect(transfers).toBe(20)
  expect(Math.abs(work / (told['slept'] as number) - 1)).toBeLessThan(0.05)
  expect(encode).toBeLessThan(work)

  expect(apply).toMatchObject({ copies: { transfers: 4 }, total: 2, site: { line: 18 } })
  expect(dies).toMatchObject({ copies: { transfers: 1, work: 0 }, failed: 1 })
  expect(events.find(({ type }) => type === 'task-lost')).toMatchObject({
    function: 'dies',
    attempt: 1,
    items: '{ id: 3, name: "three" }',
    retried: false,
  })
})

test('a run that is not measured tells no copies, and gives the same results', async () => {
  const { maps, told } = await run(
    `
    import { Pool } from 'multiprocessing'
    function square(x: number) { return x * x }
    if (import.meta.main) {
      const pool = new Pool()
      const squares = await pool.map(square, [1, 2, 3], { chunksize: 1 })
      pool.close()
      await pool.join()
      console.log(JSON.stringify({ sum: squares[0] + squares[1] + squares[2] }))
    }
  `,
    '--no-measure',
  )
  expect(told).toEqual({ sum: 14 })
  expect(maps['square']).toMatchObject({ done: 3, copies: { encode: 0, work: 0 }, site: null })
})
