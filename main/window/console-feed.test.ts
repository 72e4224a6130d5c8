import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConsoleBatch } from '../../protocol/telemetry'
import { ConsoleFeed } from './console-feed'

const line = (text: string) => ({ at: 0, process: 1, name: 'Worker-1', stream: 'stdout', text }) as const

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a flood goes in batches of 2,000 lines, 50 ms apart, and none is lost', async () => {
  const batches: { at: number; batch: ConsoleBatch }[] = []
  const begin = performance.now()
  const feed = new ConsoleFeed('run', async (batch) => void batches.push({ at: performance.now() - begin, batch }))
  for (let i = 0; i < 5_000; i++) feed.add(line(String(i)))
  await vi.runAllTimersAsync()
  await feed.drained()
  expect(batches.map(({ at, batch }) => [at, batch.lines.length, batch.dropped])).toEqual([
    [0, 2_000, 0],
    [50, 2_000, 0],
    [100, 1_000, 0],
  ])
  expect(batches.flatMap(({ batch }) => batch.lines).map(({ text }) => Number(text))).toEqual([...Array(5_000).keys()])
})

test('no batch is sent before the page has taken the last one', async () => {
  const taken: (() => void)[] = []
  const feed = new ConsoleFeed('run', () => new Promise<void>((resolve) => taken.push(resolve)))
  for (let i = 0; i < 3_000; i++) feed.add(line('x'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(taken.length).toBe(1)
  taken[0]?.()
  await vi.advanceTimersByTimeAsync(50)
  expect(taken.length).toBe(2)
})

test('a batch is at most a million characters, and a longer line goes alone', async () => {
  const sizes: number[] = []
  const feed = new ConsoleFeed('run', async ({ lines }) => void sizes.push(lines.length))
  for (const length of [600_000, 300_000, 200_000, 2_000_000, 1]) feed.add(line('x'.repeat(length)))
  await vi.runAllTimersAsync()
  expect(sizes).toEqual([2, 1, 1, 1])
})

test('writers are held up while 20,000 lines wait, and go on when there is room', async () => {
  const feed = new ConsoleFeed('run', () => Promise.resolve())
  for (let i = 0; i < 19_999; i++) feed.add(line('x'))
  expect(feed.room()).toBe(undefined)
  for (let i = 0; i < 2_001; i++) feed.add(line('x'))
  const released = vi.fn()
  void feed.room()?.then(released)
  await vi.advanceTimersByTimeAsync(0)
  expect(released).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(50)
  expect(released).toHaveBeenCalled()
})
