import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disturbance } from './noise'
import { busyIn, Clock } from './processors'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-clock-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.each([
  ['a quiet machine', 0.1, 4, 1, null],
  ['a tenth is not too much', 0.4, 4, null, null],
  ['others take more than a tenth', 0.6, 4, 1, "Other programs used 15 % of the processors' time."],
  ['a few ticks of the counters are no load', 0.04, 0.1, null, null],
  ['a throttled clock', 0, 4, 0.7, 'The processors ran at 70 % of the clock that they had in other repeats.'],
  ['a clock that varies a little', 0, 4, 0.9, null],
])('%s', (_, others, capacity, clock, sentence) => {
  expect(disturbance(others, capacity, clock)).toEqual({ otherLoad: others / capacity, clock, sentence })
})

test('others cannot have used more than there is', () => {
  expect(disturbance(5, 4, null).otherLoad).toBe(1)
})

test("the kernel's counters: busy is neither idle nor waiting for a disk, and guests are in it already", () => {
  const stat = 'cpu  100 20 300 9999 9999 4 5 600 70 8\ncpu0 1 1 1 1 1 1 1 1 1 1\nintr 1\n'
  expect(busyIn(stat)).toBeCloseTo((100 + 20 + 300 + 4 + 5 + 600) / 100)
})

test('the clock is that of the fastest processor; where there is none it is not known', async () => {
  for (const [name, clock] of Object.entries({ cpu0: '800000', cpu1: '3200000', cpufreq: '1' })) {
    await mkdir(path.join(folder, name, 'cpufreq'), { recursive: true })
    await writeFile(path.join(folder, name, 'cpufreq/scaling_cur_freq'), `${clock}\n`)
  }
  expect(new Clock(folder).read()).toBe(3_200_000)
  expect(new Clock(path.join(folder, 'none')).read()).toBeNull()
})
