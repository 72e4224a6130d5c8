import { expect, test } from 'vitest'
import type { Repeat, SweepData } from '../protocol/sweep'
import { answer } from './answer'
import { simulated } from './simulated'

const halves = (size: number) => 10 / Math.min(size, 2)
const quiet = { noise: 0.01, cores: 2 }

const changed = (data: SweepData, change: (repeat: Repeat, index: number) => Repeat): SweepData => ({
  ...data,
  repeats: data.repeats.map(change),
})

test('repeats that differ more than the sizes do recommend nothing', () => {
  const { sentence, best, chosen, serial, refusals } = answer(
    simulated({ values: [1, 2, 3, 4], seconds: () => 3, noise: 0.4, cores: 4 }),
  )
  expect({ sentence, best, chosen, serial, refusals }).toEqual({
    sentence:
      'The repeats differ more than the sizes do: no size can be recommended. One repeat typically differs by 33\u2009%; more repeats or a quieter machine would tell.',
    best: null,
    chosen: null,
    serial: null,
    refusals: ['The repeats differ more than the sizes do.'],
  })
})

test('three sizes are too few for a fit, and the points stand', () => {
  const { fits, refusals, best } = answer(simulated({ ...quiet, values: [1, 2, 3], seconds: halves }))
  expect({ fits, refusals, best }).toEqual({
    fits: [],
    refusals: ['Three sizes are too few for a fit: four are the least.'],
    best: { value: 2, low: 2, high: 3 },
  })
})

test('a step that no law has is not described by one', () => {
  const step = (size: number) => (size < 4 ? 10 : 2)
  const { chosen, best, refusals } = answer(
    simulated({ ...quiet, cores: 8, values: [1, 2, 3, 4, 5, 6], seconds: step }),
  )
  expect({ chosen, best: best?.value, refusals }).toEqual({
    chosen: null,
    best: 4,
    refusals: [
      "Neither Amdahl's law nor the Universal Scalability Law describes these sizes: the closer one is 65\u2009% off at 3 workers.",
    ],
  })
})

test('a size at which the script fails says why, the others stand', () => {
  const failing = changed(simulated({ ...quiet, values: [1, 2, 3, 4, 5], seconds: halves }), (repeat) =>
    repeat.value === 3 ? { ...repeat, outcome: 'failed', error: 'RangeError: three is too many', maps: [] } : repeat,
  )
  const { points, best, chosen, refusals } = answer(failing)
  expect({ failed: points[2], best: best?.value, chosen, refusals }).toEqual({
    failed: {
      value: 3,
      repeats: 0,
      seconds: null,
      throughput: null,
      speedUp: null,
      efficiency: null,
      failure: 'RangeError: three is too many',
    },
    best: 2,
    chosen: 'amdahl',
    refusals: ['Nothing is known of 3 workers: RangeError: three is too many'],
  })
  expect(points.map(({ speedUp }) => speedUp?.value.toFixed(1))).toEqual(['1.0', '2.0', undefined, '2.0', '2.0'])
})

test('a size at which the script fails later keeps its repeats, and says so', () => {
  const { refusals, points } = answer(
    changed(simulated({ ...quiet, values: [1, 2, 3, 4], seconds: halves }), (repeat) =>
      repeat.value === 4 && repeat.round === 4
        ? { ...repeat, outcome: 'timed-out', error: 'It took too long.' }
        : repeat,
    ),
  )
  expect({ refusals, repeats: points.map(({ repeats }) => repeats) }).toEqual({
    refusals: ['With 4 workers the script failed after 4 of 5 repeats, which stand: It took too long.'],
    repeats: [5, 5, 5, 4],
  })
})

test('a script that fails at every size', () => {
  const failing = changed(simulated({ values: [1, 2], seconds: halves }), (repeat) => ({
    ...repeat,
    outcome: 'failed',
    error: 'ReferenceError: x is not defined',
  }))
  expect(answer(failing)).toMatchObject({
    sentence: 'Nothing could be measured. ReferenceError: x is not defined',
    best: null,
    noise: null,
    refusals: [
      'Nothing is known of 1 worker: ReferenceError: x is not defined',
      'Nothing is known of 2 workers: ReferenceError: x is not defined',
    ],
  })
})

test('a sweep that was stopped before its first repeat, and in its first round', () => {
  const whole = simulated({ ...quiet, values: [1, 2, 4], seconds: halves })
  expect(answer({ ...whole, repeats: [] }).sentence).toBe(
    'Nothing could be measured. The sweep ended before the script ran with it.',
  )
  expect(answer({ ...whole, repeats: whole.repeats.slice(0, 1) })).toMatchObject({
    sentence: 'With 1 worker the script takes 10.1\u2009s; there is nothing to compare it with.',
    refusals: [
      'Only one size could be measured: there is nothing to compare it with.',
      'Nothing is known of 2 workers: The sweep ended before the script ran with it.',
      'Nothing is known of 4 workers: The sweep ended before the script ran with it.',
    ],
  })
})

test('a script without a pool: wall time only', () => {
  const { measure, points, refusals, best } = answer(
    simulated({ ...quiet, values: [1, 2, 3, 4], seconds: () => 2, map: null }),
  )
  expect({ measure, throughputs: points.map(({ throughput }) => throughput), refusals, best: best?.value }).toEqual({
    measure: 'wall-time',
    throughputs: [null, null, null, null],
    refusals: ['The script maps nothing over a pool: what is compared is its whole wall time.'],
    best: 1,
  })
})

test('a script whose pools name their own size', () => {
  const { sentence, best, chosen, refusals } = answer(
    simulated({ ...quiet, values: [1, 2, 3, 4], seconds: () => 2, map: { workers: 2 } }),
  )
  const named = 'No pool of the script takes the size of the sweep, as each names its own'
  expect({ sentence, best, chosen, refusals }).toEqual({
    sentence: `${named}: there is nothing to recommend.`,
    best: null,
    chosen: null,
    refusals: [`${named}: what differs between the sizes is noise.`],
  })
})

test('one processor shows nothing of what could run in parallel', () => {
  const { fits, best, refusals } = answer(simulated({ ...quiet, cores: 1, values: [1, 2, 3, 4], seconds: () => 10 }))
  expect({ fits, best: best?.value, refusals }).toEqual({
    fits: [],
    best: 1,
    refusals: ['This machine has one processor: how much of the work could run in parallel does not show on it.'],
  })
})

test('single repeats have no intervals, three have honest ones', () => {
  const once = answer(simulated({ ...quiet, values: [1, 2, 3, 4, 5, 6], seconds: halves, repeats: 1 }))
  expect(once.points.every(({ speedUp }) => speedUp?.low === speedUp?.high)).toBe(true)
  expect({ noise: once.noise, best: once.best?.value, refusals: once.refusals }).toEqual({
    noise: null,
    best: 2,
    refusals: ['One repeat does not tell how much repeats differ: there are no intervals.'],
  })
  expect(answer(simulated({ ...quiet, values: [1, 2, 3, 4], seconds: halves, repeats: 3 })).refusals).toEqual([
    'Three repeats make intervals that hold the truth in at most 75\u2009% of sweeps rather than 95\u2009%: five are better.',
  ])
})

test('repeats that do not vary at all', () => {
  const { points, noise, chosen, sentence } = answer(simulated({ values: [1, 2, 3, 4], seconds: halves, cores: 2 }))
  expect({ speedUp: points[1]?.speedUp, noise, chosen, sentence }).toEqual({
    speedUp: { value: 2, low: 2, high: 2 },
    noise: 0,
    chosen: 'amdahl',
    sentence:
      '2 workers are best on this machine, 2.0× of one; nearly all of the work runs in parallel; more than the 2 processors add nothing.',
  })
})

test('a repeat that took fifty times as long moves no estimate', () => {
  const truth = { ...quiet, values: [1, 2, 3, 4], seconds: halves, repeats: 7 }
  const plain = answer(simulated(truth))
  const delayed = answer(
    changed(simulated(truth), (repeat, i) =>
      i % 9 === 4
        ? {
            ...repeat,
            seconds: repeat.seconds * 50,
            maps: repeat.maps.map((map) => ({ ...map, seconds: map.seconds * 50 })),
          }
        : repeat,
    ),
  )
  expect(delayed.best?.value).toBe(plain.best?.value)
  delayed.points.forEach(({ speedUp }, i) =>
    expect(speedUp?.value).toBeCloseTo(plain.points[i]?.speedUp?.value as number, 1),
  )
})

test('what repeats a disturbed repeat counts in its place; the last one counts when the sweep gave up, and that is said', () => {
  const data = simulated({ ...quiet, values: [1, 2, 3, 4], seconds: halves })
  const disturbed = (repeat: Repeat): Repeat => ({
    ...repeat,
    affected: 'Others used 40 % of the processors.',
    maps: repeat.maps.map((map) => ({ ...map, seconds: map.seconds * 3 })),
  })
  const first = data.repeats[0] as Repeat
  expect(answer({ ...data, repeats: [disturbed(first), ...data.repeats] })).toEqual(answer(data))
  expect(answer({ ...data, repeats: [disturbed(first), ...data.repeats.slice(1)] }).refusals).toEqual([
    'One of 20 repeats was disturbed each time and counts all the same: a quieter machine gives a surer answer.',
  ])
})
