import { expect, test } from 'vitest'
import { batchOf, processSample, tasksOf } from '../../analysis/run/samples'
import { NO_COPIES } from '../../protocol/telemetry'
import { Figures, MOST_MAPS } from './figures'

const batch = batchOf({ runId: '' })

function mapped(figures: Figures, map: number): void {
  figures.event({ type: 'map-started', at: 0, map, pool: 1, name: `f${map}`, total: 8, chunksize: 4 })
  figures.event({
    type: 'map-ended',
    at: 0,
    map,
    pool: 1,
    done: 8,
    total: 8,
    failed: 1,
    seconds: 2,
    copies: NO_COPIES,
    site: null,
  })
}

test('maps in the order in which they began, with the times of their items weighted by the items of each record', () => {
  const figures = new Figures()
  figures.telemetry({
    ...batch,
    tasks: tasksOf({
      process: [1, 2, 2],
      map: [3, 3, 9],
      index: [0, 1, 0],
      count: [6, 2, 1],
      start: [0, 0, 0],
      end: [6000, 6000, 1000],
      failed: [false, true, false],
      dropped: 5,
    }),
  })
  mapped(figures, 3)
  mapped(figures, 2)
  const figuresOf = { workers: 0, total: 8, chunksize: 4, failed: 1, seconds: 2, tasksPerSecond: 4 }
  const task = { records: 2, items: 8, dropped: 5, mean: 1.5, deviation: Math.sqrt(0.75), median: 1, p95: 3 }
  expect(figures.maps()).toEqual([
    { ...figuresOf, call: 0, name: 'f2', task: null },
    { ...figuresOf, call: 1, name: 'f3', task },
  ])
})

test('a map that has not come to its end has no figures, and keeps its number', () => {
  const figures = new Figures()
  figures.event({ type: 'map-started', at: 0, map: 1, pool: 0, name: 'f', total: 8, chunksize: 4 })
  mapped(figures, 2)
  expect(figures.maps().map(({ call, name }) => [call, name])).toEqual([[1, 'f2']])
})

test('so many maps are kept, and it is known how many more there were', () => {
  const figures = new Figures()
  for (let map = 0; map < MOST_MAPS + 3; map++) mapped(figures, map)
  expect([figures.maps().length, figures.mapsLeftOut]).toEqual([MOST_MAPS, 3])
})

test('peak memory is that of all living processes together', () => {
  const figures = new Figures()
  const process = processSample()
  expect(figures.peakMemory).toBeNull()
  for (const memory of [10, 30, 20])
    figures.telemetry({
      ...batch,
      processes: [
        { ...process, state: 'running', memory },
        { ...process, state: 'waiting', memory: 5 },
        { ...process, state: 'ended', memory: 100 },
      ],
    })
  expect(figures.peakMemory).toBe(35)
})

test("last words: the script's own error, else another process's, else the end of what it wrote", () => {
  const figures = new Figures()
  expect(figures.lastWords(3)).toBe('It ended with exit code 3.')
  for (const line of ['a', 'b', 'c', 'd', 'e', 'f']) figures.output(`${line}\n`)
  expect(figures.lastWords(3)).toBe('It ended with exit code 3; the last that it wrote: b\nc\nd\ne\nf')
  figures.failed(2, 'Error: a child')
  figures.failed(0, 'Error: the script')
  figures.failed(1, 'Error: another child')
  expect(figures.lastWords(1)).toBe('Error: the script')
})
