import { expect, test } from 'vitest'
import { costInFull, costInShort, costsOf, type CopyCost } from './copies'
import { mapSample, sharedSample } from './samples'

const site = (line: number) => ({ file: 'jobs.ts', line, column: 3 })
const copies = { bytes: 3240e6, transfers: 400, encode: 620, work: 380 }
const plain = (text: string) => text.replaceAll('\u2009', ' ')
const queue = {
  ...sharedSample({ object: 3, kind: 'Queue', label: 'jobs', acquired: 4, bytes: 8e6, encode: 12 }),
  site: site(5),
  uses: [],
}

test('calls of one line are told together, queues where they are made; what is not worth a word is left out', () => {
  const maps = [
    mapSample({ map: 1, site: 0, copies: { ...copies, transfers: 100, bytes: 810e6 } }),
    mapSample({ map: 2, site: 0, copies: { ...copies, transfers: 300, bytes: 2430e6 } }),
    mapSample({ map: 3, site: 1, copies: { bytes: 900e3, transfers: 10, encode: 0.1, work: 100 } }),
    mapSample({ map: 4, site: 2, copies: { bytes: 200e3, transfers: 10, encode: 50, work: 50 } }),
    mapSample({ map: 5, site: -1, copies }),
    mapSample({ map: 6, site: 3 }),
  ]
  const pool = { ...queue, kind: 'Pool' as const, object: 9 }
  const places = [18, 20, 22, 24].map(site)
  const found = costsOf(maps, [queue, pool], (map) => places[map.site] ?? null)
  expect(found.map((cost) => `${cost.site.line}: ${plain(costInShort(cost))}`)).toEqual([
    '18: moves 8.1 MB 400 times, 62 % of the time',
    '22: moves 20 kB 10 times, 50 % of the time',
    '5: moves 2.0 MB 4 times, about 12.0 ms',
  ])
})

test('no share of what is over in a moment: it depends on who was interrupted', () => {
  const told = (bytes: number, encode: number, work: number) => {
    const map = mapSample({ copies: { bytes, transfers: 2, encode, work } })
    return costsOf([map], [], () => site(1)).map((cost) => [plain(costInShort(cost)), costInFull(cost).length])
  }
  expect(told(900, 50, 0)).toEqual([])
  expect(told(400e3, 3, 0)).toEqual([])
  expect(told(400e3, 30, 0)).toEqual([['moves 200 kB 2 times, 100 % of the time', 4]])
  expect(told(8e6, 3, 0.1)).toEqual([['moves 4.0 MB 2 times, 3.00 ms', 3]])
  expect(told(8e6, 30, 10)).toEqual([['moves 4.0 MB 2 times, 75 % of the time', 4]])
})

test('in full each figure has its sentence', () => {
  const cost: CopyCost = { site: site(1), what: 'isPrime', ...copies }
  expect(costInFull(cost).map(plain)).toEqual([
    'isPrime: 3.2 GB in 400 messages, 8.1 MB each on average.',
    'Encoding and decoding took 620 ms in all processes together.',
    'The function itself took 380 ms.',
    'Copying was 62 % of the time.',
  ])
  expect(plain(costInShort({ ...cost, transfers: 1, bytes: 2e6, encode: 1, work: 1e4 }))).toBe(
    'moves 2.0 MB once, less than 1 % of the time',
  )
})
