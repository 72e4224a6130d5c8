import { expect, test } from 'vitest'
import { axesOf, readForm, runsOf, secondsOf, usualForm, type Form } from './form'

test('as it comes it compares pool sizes from 1 to twice the processors', () => {
  const { settings, complaints } = readForm(usualForm(2))
  expect({ settings, complaints }).toEqual({
    settings: { axis: 'pool-size', values: [1, 2, 3, 4], repeats: 5, warmups: 1, poolSize: null },
    complaints: {},
  })
  expect(settings === null ? 0 : runsOf(settings)).toBe(24)
})

test('chunk sizes are compared with one number of workers; what stands in hidden fields does not matter', () => {
  const form: Form = { ...usualForm(2), axis: 'chunk-size', poolSizes: 'none', workers: '3' }
  expect(readForm(form).settings).toEqual({
    axis: 'chunk-size',
    values: [1, 4, 16, 64],
    repeats: 5,
    warmups: 1,
    poolSize: 3,
  })
})

test('each field that says nothing has its sentence', () => {
  const form: Form = { ...usualForm(2), poolSizes: '0-2', repeats: '0', warmups: 'one' }
  expect(readForm(form)).toEqual({
    settings: null,
    complaints: {
      poolSizes: "Pool sizes must be whole numbers from 1 to 64, not '0'.",
      repeats: "Repeats must be a whole number from 1 to 1\u2009000, not '0'.",
      warmups: "Warm-ups must be a whole number from 0 to 1\u2009000, not 'one'.",
    },
  })
  expect(readForm({ ...form, axis: 'chunk-size', workers: '65' }).complaints).toMatchObject({
    workers: "Workers must be a whole number from 1 to 64, not '65'.",
  })
})

test('the time is judged by the last run: half as long with twice the workers, up to the processors', () => {
  const settings = { axis: 'pool-size', values: [1, 2, 4], repeats: 1, warmups: 1, poolSize: null } as const
  expect(secondsOf(settings, { seconds: 4, poolSize: 2 }, 2)).toBeCloseTo(2 * (8 + 4 + 4 + 3 * 0.6))
})

test('of a Python script pool sizes alone can be compared', () => {
  expect([axesOf('typescript'), axesOf('python')]).toEqual([['pool-size', 'chunk-size'], ['pool-size']])
})
