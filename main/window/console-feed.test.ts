import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConsoleLine } from '../../protocol/telemetry'
import { ConsoleFeed } from './console-feed'

const worker = { number: 1, name: 'Worker-1' }
let lines: ConsoleLine[]
let feed: ConsoleFeed

beforeEach(() => {
  vi.useFakeTimers()
  lines = []
  feed = new ConsoleFeed(
    'run',
    () => Date.now(),
    (batch) => lines.push(...batch.lines),
  )
})
afterEach(() => {
  feed.close()
  vi.useRealTimers()
})

const texts = () => lines.map(({ text }) => text)

test('lines are put together from chunks, also where a character is cut in two', () => {
  const bytes = Buffer.from('grün\nblau\r\nro')
  feed.add(worker, 'stdout', bytes.subarray(0, 3))
  feed.add(worker, 'stdout', bytes.subarray(3))
  vi.advanceTimersByTime(50)
  expect(texts()).toEqual(['grün', 'blau'])
  feed.end(1)
  vi.advanceTimersByTime(50)
  expect(texts()).toEqual(['grün', 'blau', 'ro'])
})

test('a line without an end is shown after a rest', () => {
  feed.add(worker, 'stdout', Buffer.from('name? '))
  vi.advanceTimersByTime(150)
  expect(texts()).toEqual([])
  vi.advanceTimersByTime(150)
  expect(texts()).toEqual(['name? '])
})

test('a writer that is ahead of the page is held up, and nothing is lost', async () => {
  const held = feed.add(worker, 'stdout', Buffer.from('x\n'.repeat(30_000)))
  const released = vi.fn()
  void held?.then(released)
  await vi.advanceTimersByTimeAsync(50)
  expect(released).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(50)
  expect(released).toHaveBeenCalled()
  feed.close()
  expect(lines.length).toBe(30_000)
})
