import { closeSync, openSync, readdirSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSample, temporaryFile } from './place'
import { recorded, tellRun } from './sample'

const ALL = { search: '', limit: null, offset: 0 }
const RUNS = 120

/** A closed history of many runs, each with a script of its own, so that it has many pages. */
async function written(): Promise<string> {
  const file = temporaryFile()
  const history = await openSample(file)
  for (let i = 0; i < RUNS; i++) tellRun(history, String(i).padStart(4, '0'), recorded(`// script ${i}\n`))
  await history.close()
  return file
}

function overwrite(file: string, from: number, to: number): void {
  const size = statSync(file).size
  const start = Math.floor((size * from) / 4096) * 4096
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(Math.floor(size * to) - start, 0xa5), 0, undefined, start)
  closeSync(descriptor)
}

const aside = (file: string) => readdirSync(path.dirname(file)).filter((name) => /\.damaged-[^.]*(?<!-wal)$/.test(name))

test('of a file whose middle is damaged the rest is recovered, and the whole is kept aside', async () => {
  const file = await written()
  overwrite(file, 0.4, 0.6)
  const { size } = statSync(file)
  const said: string[] = []
  const history = await openSample(file, said)
  // Whatever meets the damage first: reading a list, or writing.
  const before = history.list(ALL).total
  tellRun(history, 'ffff', recorded('// after\n'))
  await history.settled()
  for (const { id } of history.list(ALL).entries) history.get(id)
  const { total } = history.list(ALL)
  expect(before).toBeGreaterThan(0)
  expect(total).toBeGreaterThan(RUNS / 10)
  expect(total).toBeLessThanOrEqual(RUNS + 1)
  expect(history.get('ffff').script.text).toBe('// after\n')
  const [kept] = aside(file)
  expect(said).toEqual([
    `The history was damaged. It was kept as ${path.join(path.dirname(file), kept ?? '')}. ${Number(/(\d+) runs/.exec(said[0] ?? '')?.[1])} runs and sweeps of it could be read, some records could not; the history goes on in a new file.`,
  ])
  expect(statSync(path.join(path.dirname(file), kept ?? '')).size).toBeGreaterThanOrEqual(size)
})

test('a file that was cut off: what stands before the cut is recovered', async () => {
  const file = await written()
  truncateSync(file, Math.floor((statSync(file).size * 0.7) / 4096) * 4096)
  const said: string[] = []
  const history = await openSample(file, said)
  for (const { id } of history.list(ALL).entries) history.get(id)
  expect(history.list(ALL).total).toBeGreaterThan(0)
  expect(aside(file).length).toBe(1)
  expect(said.length).toBe(1)
})

test('of a file that is no database nothing is recovered, and the history goes on', async () => {
  const file = temporaryFile()
  writeFileSync(file, 'no database at all\n'.repeat(1000))
  const said: string[] = []
  const history = await openSample(file, said)
  tellRun(history, 'aaaa', recorded('// after\n'))
  await history.settled()
  expect(history.list(ALL).total).toBe(1)
  expect(said).toEqual([
    `The history was damaged. It was kept as ${path.join(path.dirname(file), aside(file)[0] ?? '')}. Nothing of it could be read, some records could not; the history goes on in a new file.`,
  ])
})

test('who has the file open while another renews it goes on in the new one', async () => {
  const file = await written()
  const first = await openSample(file)
  overwrite(file, 0.3, 0.9)
  const second = await openSample(file)
  for (const { id } of second.list(ALL).entries) second.get(id)
  tellRun(first, 'eeee', recorded('// first\n'))
  await first.settled()
  tellRun(second, 'ffff', recorded('// second\n'))
  await second.settled()
  expect(aside(file).length).toBe(1)
  expect(['eeee', 'ffff'].map((id) => second.get(id).entry.id)).toEqual(['eeee', 'ffff'])
  expect(first.list(ALL).total).toBe(second.list(ALL).total)
})
