import { expect, test } from 'vitest'
import { Sites } from './sites'

/** Lines 1 and 2 of the code stand on lines 3 and 5 of the script. */
const map = JSON.stringify({ version: 3, sources: ['/a/script.ts'], names: [], mappings: 'AAEA;IAEI' })
const sites = new Sites({ language: 'typescript', file: '/a/script.ts', code: '', map, places: [] })

test('a place is found by the source map, one line below the text that V8 evaluates', () => {
  expect([sites.at(2, 1), sites.at(3, 9), sites.at(0, 0), sites.at(1, 1)]).toEqual([
    { file: '/a/script.ts', line: 3, column: 1 },
    { file: '/a/script.ts', line: 5, column: 5 },
    null,
    null,
  ])
})

test('a batch names each place once', () => {
  const batch = sites.forBatch()
  expect([batch.index(3, 9), batch.index(2, 1), batch.index(3, 9), batch.index(0, 0), batch.index(1, 1)]).toEqual([
    0, 1, 0, -1, -1,
  ])
  expect(batch.sites).toEqual([
    { file: '/a/script.ts', line: 5, column: 5 },
    { file: '/a/script.ts', line: 3, column: 1 },
  ])
})

test('a function is found by its name where it is the only one with it, or by its place', () => {
  const place = {
    file: '/a/script.ts',
    column: 1,
    captures: [],
    reassigned: [],
    enclosing: [],
    isTop: true,
    hazards: [],
  }
  const places = [
    { ...place, id: 'script.ts#square', name: 'square', line: 2 },
    { ...place, id: 'script.ts:4:9', name: 'twice', line: 4 },
    { ...place, id: 'script.ts:5:9', name: 'twice', line: 5 },
    { ...place, id: 'script.ts:7:9', name: '', line: 7 },
  ]
  const batch = new Sites({ language: 'typescript', file: '/a/script.ts', code: '', map, places }).forBatch()
  expect(['square', 'twice', 'script.ts:7:9', 'other', 'square'].map((name) => batch.ofFunction(name))).toEqual([
    0, -1, 1, -1, 0,
  ])
  expect(batch.sites.map(({ line }) => line)).toEqual([2, 7])
})
