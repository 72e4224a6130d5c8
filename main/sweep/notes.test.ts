import { expect, test } from 'vitest'
import { notesOf } from './notes'

test('it is said how many maps were left out', () => {
  expect(notesOf(7)).toEqual(['A run has 107 map calls; figures of the first 100 are kept.'])
  expect(notesOf(0)).toEqual([])
})
