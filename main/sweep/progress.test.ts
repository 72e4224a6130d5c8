import { expect, test } from 'vitest'
import { progressText } from '../cli/progress-line'
import { Progress } from './progress'

const settings = { axis: 'pool-size', poolSize: null, timeout: null, seed: 1 } as const

test('the time left is known from the first run on, by value', () => {
  const progress = new Progress({ ...settings, values: [1, 2], warmups: 1, repeats: 2 })
  expect(progress.now(1, true)).toEqual({ done: 0, total: 6, value: 1, isWarmup: true, secondsLeft: null })
  progress.ended(1, 4)
  expect(progress.now(2, true)).toEqual({ done: 1, total: 6, value: 2, isWarmup: true, secondsLeft: 2 * 4 + 3 * 4 })
  progress.ended(2, 1)
  expect(progress.now(1, false)).toMatchObject({ done: 2, total: 6, secondsLeft: 2 * 4 + 2 * 1 })
  progress.again(2)
  expect(progress.now(1, false)).toMatchObject({ total: 7, secondsLeft: 2 * 4 + 3 * 1 })
  progress.giveUp(1)
  expect(progress.now(2, false)).toMatchObject({ done: 2, total: 5, secondsLeft: 3 })
})

test.each([
  [null, 'run 1 of 9: pool size 2, to warm up'],
  [0.2, 'run 1 of 9: pool size 2, to warm up; about 1 s left'],
  [89, 'run 1 of 9: pool size 2, to warm up; about 89 s left'],
  [600, 'run 1 of 9: pool size 2, to warm up; about 10 min left'],
  [9000, 'run 1 of 9: pool size 2, to warm up; about 2.5 h left'],
])('%j seconds left in words', (secondsLeft, text) => {
  expect(progressText({ done: 0, total: 9, value: 2, isWarmup: true, secondsLeft }, 'pool-size')).toBe(text)
})
