import { expect, test } from 'vitest'
import { lessonLinked } from './links'

test.each([
  ['lesson:04-locks', '04-locks'],
  ['lesson:a%20b', 'a b'],
  ['lesson:%zz', null],
  ['https://example.org', null],
])('%s leads to %s', (address, lesson) => {
  expect(lessonLinked(address)).toBe(lesson)
})
