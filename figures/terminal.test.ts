import { expect, test } from 'vitest'
import { answer } from '../analysis'
import { simulated } from '../analysis/simulated'
import { terminalChart } from './terminal'

const scaling = (size: number) => 10 * (0.92 / size + 0.08 + 0.02 * (size - 1))
const spaced = (text: string) => text.replaceAll('\u2009', ' ')

test('a row for each size, a bar as long as the speed-up, the best marked, and why a size has nothing', () => {
  const data = simulated({ values: [1, 2, 4, 8], seconds: scaling })
  const error = `RangeError: four is too many for a script that was written for two${' workers'.repeat(9)}\n  at work`
  const failing = {
    ...data,
    repeats: data.repeats.map((repeat) =>
      repeat.value === 4 ? { ...repeat, outcome: 'failed' as const, error } : repeat,
    ),
  }
  expect(spaced(terminalChart(answer(failing))).split('\n')).toEqual([
    'workers    time  items/s  speed-up [95 %]   eff.',
    '      1  10.2 s      100             1.00  100 %  ███████▍',
    '      2  5.80 s      179             1.79   89 %  █████████████▏',
    '      4  RangeError: four is too many for a script that was written for…',
    '    ▸ 8  3.55 s      299             2.99   37 %  ██████████████████████',
    '▸ best',
  ])
})

test('no line is longer than 72 characters', () => {
  const charts = [
    simulated({ values: [1, 2, 3, 4, 6, 8, 12, 16], seconds: scaling, noise: 0.2, map: { total: 1e8 } }),
    simulated({ axis: 'chunk-size', values: [1, 100, 10_000, 1e6], seconds: (size) => 1 + 50 / size, noise: 0.1 }),
    simulated({ values: [1, 64, 128], seconds: () => 3600, map: null }),
  ].map((data) => terminalChart(answer(data)))
  expect(charts.flatMap((chart) => chart.split('\n')).filter((line) => line.length > 72)).toEqual([])
})

test('a sweep that measured nothing is a table of reasons', () => {
  const data = simulated({ values: [1, 2], seconds: scaling })
  expect(spaced(terminalChart(answer({ ...data, repeats: [] })))).toBe(
    'workers  time  speed-up [95 %]  eff.\n' +
      '      1  The sweep ended before the script ran with it.\n' +
      '      2  The sweep ended before the script ran with it.',
  )
})
