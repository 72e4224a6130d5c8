import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSample, temporaryFile } from './place'
import { repeat } from './sample'

const at = (file: string) => fileURLToPath(new URL(file, import.meta.url))
/** In the checkout, where the library is found. */
const folder = at(`../../.setup/history-test-${process.pid}`)
const program = path.join(folder, 'writing-process.mjs')

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  const bundle = await rolldown({
    input: at('writing-process.ts'),
    platform: 'node',
    external: ['@photostructure/sqlite', 'electron', 'koffi'],
  })
  await bundle.write({ file: program, format: 'esm' })
  await bundle.close()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a process prints comes to `hear` as one growing text. */
function start(words: readonly string[], hear: (text: string, child: ChildProcess) => void = () => undefined) {
  const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => hear((text += chunk), child))
  return new Promise<string>((resolve) => child.once('close', () => resolve(text)))
}

test('processes that write at once lose nothing', { timeout: 60_000 }, async () => {
  const file = temporaryFile()
  const names = ['aaaa', 'bbbb', 'cccc']
  const said = await Promise.all(names.map((name) => start([file, name, '40'])))
  expect(said).toEqual(['done\n', 'done\n', 'done\n'])
  const history = await openSample(file)
  const { entries } = history.list({ search: '', limit: null, offset: 0 })
  const wanted = names.flatMap((name) => Array.from({ length: 40 }, (_, i) => `${name}${String(i).padStart(4, '0')}`))
  expect(entries.map(({ id }) => id).sort()).toEqual(wanted)
  expect(entries.every(({ state }) => state === 'finished')).toBe(true)
  const scripts = entries.map(({ id }) => history.get(id).script.text)
  expect(new Set(scripts).size).toBe(120)
})

test('kill -9 in the middle of a sweep keeps every finished repeat', { timeout: 60_000 }, async () => {
  const file = temporaryFile()
  const said = await start([file, 'sweep', 'sweep'], (text, child) => {
    if (text.includes('kept 20')) child.kill('SIGKILL')
  })
  const [id = ''] = said.split('\n')
  const told = said.match(/kept \d+/g)?.length ?? 0
  const history = await openSample(file)
  const kept = history.get(id)
  expect(kept.entry).toMatchObject({ kind: 'sweep', state: 'interrupted', seconds: null })
  const rounds = kept.kind === 'sweep' ? kept.data.repeats : []
  // One more may have been written before it could be told.
  expect(rounds.length - told === 0 || rounds.length - told === 1).toBe(true)
  expect(rounds).toEqual(rounds.map((_, round) => repeat(1, round)))
  expect(told).toBeGreaterThan(20)
})
