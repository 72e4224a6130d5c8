import { expect, test } from 'vitest'
import { answer } from '../../analysis'
import { times } from '../../analysis/numbers'
import { chartsOf } from './charts'
import { FOUND, RUN, SWEEP } from './sample'

const svgOf = (kept: typeof RUN | typeof SWEEP, name: string) =>
  chartsOf(kept).find((chart) => chart.name === name)?.svg ?? ''
const texts = (svg: string) => Array.from(svg.matchAll(/<text[^>]*>(.*?)<\/text>/g), ([, words]) => words)
/** Rectangles that a path is made of: where each begins, and its width. */
const blocks = (path: string) =>
  Array.from(path.matchAll(/M([\d.]+),[\d.]+h([\d.]+)v/g), ([, x, width]) => [Number(x), Number(width)])

test('each kind has its charts', () => {
  expect([RUN, SWEEP].map((kept) => chartsOf(kept).map(({ name }) => name))).toEqual([
    ['processes', 'processors', 'throughput', 'memory'],
    ['speed-up', 'throughput', 'wall-time'],
  ])
  const shared = chartsOf({ ...RUN, events: [...RUN.events, ...FOUND] }).slice(4)
  expect(shared.map(({ name, svg }) => [name, texts(svg)[0]])).toEqual([
    ['queue-3-waits', 'Waits, queue jobs'],
    ['queue-3-holds', 'Holds, queue jobs'],
  ])
  expect(chartsOf({ ...SWEEP, data: { ...SWEEP.data, repeats: [] } })).toEqual([])
  expect(chartsOf({ ...RUN, events: [], telemetry: null })).toEqual([])
})

test('the chart of a sweep has its numbers', () => {
  const [, two] = answer(SWEEP.data).points
  expect(svgOf(SWEEP, 'speed-up')).toContain(`2 workers: ${times(two?.speedUp?.value ?? 0)}`)
})

test('a lane per process: its name, its tasks where they were, how it ended', () => {
  const svg = svgOf(RUN, 'processes')
  expect(texts(svg)).toEqual(
    expect.arrayContaining(['MainProcess', 'PoolWorker-1', 'PoolWorker-2', '150 tasks', 'killed \u22129']),
  )
  const solid = Array.from(svg.matchAll(/<path d="([^"]*)" fill-opacity="1" class="fill-data-2"/g), ([, d]) => d ?? '')
  const [first, second] = blocks(solid.join(''))
  // 10 to 49.5 and 50 to 90 ms of 200.
  expect((second?.[0] ?? 0) - (first?.[0] ?? 0)).toBeCloseTo(40 * scaleOf(svg), 0)
  expect(first?.[1]).toBeCloseTo(39.5 * scaleOf(svg) - 0.5, 0)
  expect(svg).toMatch(/class="fill-error"/)
})

/** Pixels a millisecond, from the ticks of the clock. */
function scaleOf(svg: string): number {
  const at = (words: string) => Number(new RegExp(`<text x="([\\d.]+)"[^>]*>${words}</text>`).exec(svg)?.[1])
  return (at('0.1') - at('0')) / 100
}

test('the memory is a line of all processes, and one of each of the largest', () => {
  expect(texts(svgOf(RUN, 'memory'))).toEqual(
    expect.arrayContaining(['all processes', 'MainProcess', 'PoolWorker-1', 'PoolWorker-2']),
  )
})

test('the processors are lines with a point a look', () => {
  const lines = Array.from(svgOf(RUN, 'processors').matchAll(/<path d="M([^"]*)" fill="none"/g), ([, d]) => d ?? '')
  expect(lines.filter((line) => line.split('L').length === 3)).toHaveLength(2)
  expect(texts(svgOf(RUN, 'processors'))).toEqual(expect.arrayContaining(['core 0', 'core 1', '100\u2009%']))
})
