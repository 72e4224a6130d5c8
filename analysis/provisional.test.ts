import { expect, test } from 'vitest'
import { provisional } from './provisional'
import { simulated } from './simulated'

const data = simulated({ values: [1, 2, 3, 4], seconds: (size) => 4 / size, repeats: 2, cores: 4 })
const after = (repeats: number) => provisional({ ...data, repeats: data.repeats.slice(0, repeats) })

test('before a repeat has ended there is nothing to say', () => {
  expect(after(0)).toBeNull()
})

test('sizes that have not had their turn have neither figures nor a failure, and there is no sentence yet', () => {
  const early = after(2)
  expect(early?.points.map(({ value, speedUp, failure }) => [value, speedUp?.value.toFixed(1), failure])).toEqual([
    [1, '1.0', null],
    [2, '2.0', null],
    [3, undefined, null],
    [4, undefined, null],
  ])
  expect([early?.sentence, early?.best, early?.refusals]).toEqual(['', null, []])
})

test('a size at which the script failed says so at once', () => {
  const [first, second] = data.repeats
  if (first === undefined || second === undefined) throw new Error('nothing was simulated')
  const failed = { ...second, outcome: 'failed', error: 'Error: no', maps: [] } as const
  expect(provisional({ ...data, repeats: [first, failed] })?.points[1]?.failure).toBe('Error: no')
})

test('when each size has run once there is a sentence', () => {
  const round = after(4)
  expect(round?.sentence).toContain('4 workers')
  expect(round?.best?.value).toBe(4)
})
