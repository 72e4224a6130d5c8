import { expect, test } from 'vitest'
import { answer } from '../analysis'
import { simulated } from '../analysis/simulated'
import { chunkChart, overlayChart, seriesChart, speedUpChart, throughputChart, wallTimeChart, type TimeSeries } from '.'

const scaling = (size: number) => 10 * (0.95 / size + 0.05 + 0.012 * (size - 1))
const values = [1, 2, 3, 4, 6, 8, 12, 16]
const swept = answer(simulated({ values, cores: 16, seconds: scaling, noise: 0.03 }))
const chunked = answer(
  simulated({ axis: 'chunk-size', values: [1, 10, 100, 500], seconds: (c) => 1 + 10 / c, noise: 0.02 }),
)
const series: TimeSeries = {
  title: 'Processors',
  unit: 'busy, per cent',
  seconds: [0, 1, 2, 3],
  lines: [
    { name: 'core 0', values: [0, 50, null, 100] },
    { name: 'core 1', values: [null, null, null, null] },
  ],
  top: 100,
  label: (value) => `${value} %`,
}

const count = (svg: string, part: RegExp) => [...svg.matchAll(part)].length
/** Marks, without those of the labels, which stand within groups. */
const marks = (svg: string) => count(svg.replace(/<g .*?<\/g>/g, ''), /<path [^>]*class="fill-data-1 stroke-pane"/g)
const whiskers = (svg: string) => count(svg, /<path [^>]*h8M/g)
const labelsOf = (svg: string) => [
  ...svg.matchAll(/<g transform="translate\(\S+ (\d+)\)">.*?<text[^>]*>(.*?)<\/text>/g),
]

/** Every element is closed in order: what a reader of XML would accept of what is written here. */
function isWellFormed(svg: string): boolean {
  const open: string[] = []
  for (const [, closing, name = '', rest = ''] of svg.matchAll(/<(\/?)([a-z]+)((?:"[^"]*"|[^">])*)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return false
    } else if (!rest.endsWith('/')) open.push(name)
  }
  return open.length === 0
}

test('each point tells its numbers to who points at it', () => {
  const told = [...speedUpChart(swept).matchAll(/<g><title>(.*?)<\/title><path/g)].map(([, words]) => words)
  expect(told).toHaveLength(8)
  expect(told[1]).toMatch(/^2 workers: \d\.\d\d× \(\d\.\d\d× to \d\.\d\d×\)$/)
})

test('speed-up: a mark and an interval for each size, the ideal, both laws, the chosen one solid, the best', () => {
  const svg = speedUpChart(swept)
  expect({
    chosen: swept.chosen,
    marks: marks(svg),
    // The smallest size is what the others are compared with, and has no interval.
    whiskers: whiskers(svg),
    labels: labelsOf(svg)
      .map(([, , words]) => words)
      .sort(),
    dashed: count(svg.replace(/<g .*?<\/g>/g, ''), /stroke-dasharray="7 4"[^>]*class="stroke-data-3"/g),
    solid: count(svg.replace(/<g .*?<\/g>/g, ''), /stroke-dasharray="none"[^>]*class="stroke-data-6"/g),
    best: /<text[^>]*>(best: .*?)<\/text>/.exec(svg)?.[1],
  }).toEqual({
    chosen: 'usl',
    marks: 8,
    whiskers: 7,
    labels: ["Amdahl's law", 'Scalability law', 'ideal', 'measured, 95\u2009%'],
    dashed: 1,
    solid: 1,
    best: 'best: 8',
  })
})

test('a reader of the screen is told the sentence and the numbers', () => {
  const [, words] = /<desc>(.*?)<\/desc>/.exec(speedUpChart(swept)) ?? []
  expect(words).toContain('8 workers are best on this machine')
  expect(words).toMatch(/ 1 worker: 1\.00×; 2 workers: 1\.\d\d× \(1\.\d\d× to 1\.\d\d×\);/)
  expect(speedUpChart(swept)).toContain('role="img"')
})

test('every figure is well formed, in both themes, whatever was measured', () => {
  const sweeps = [
    swept,
    chunked,
    answer(simulated({ values: [1, 2, 3, 4], cores: 2, seconds: () => 1, map: null })),
    answer(simulated({ values: [3], seconds: scaling })),
    answer({ ...simulated({ values, seconds: scaling }), repeats: [] }),
    answer({ ...simulated({ axis: 'chunk-size', values, seconds: scaling }), repeats: [] }),
    answer(simulated({ values: [1, 64, 4096], seconds: () => 1e-7, noise: 0.5 })),
    answer(simulated({ values, seconds: () => 1e6, repeats: 1 })),
  ]
  const figures = (['light', 'dark', 'system'] as const).flatMap((theme) => [
    ...sweeps.flatMap((one) => [
      speedUpChart(one, { theme }),
      throughputChart(one, { theme, width: 300, height: 200 }),
      wallTimeChart(one, { theme }),
      chunkChart(one, { theme }) ?? '<svg/>',
    ]),
    overlayChart([], 'seconds', { theme }),
    seriesChart(series, { theme }),
    seriesChart({ ...series, seconds: [], lines: [] }, { theme }),
  ])
  expect(figures.filter((svg) => !isWellFormed(svg))).toEqual([])
  expect(figures.filter((svg) => /NaN|Infinity|undefined|null/.test(svg))).toEqual([])
})

test('labels stand clear of each other and inside', () => {
  const many = Array.from({ length: 9 }, (_, i) => ({ name: `sweep ${i}`, answer: swept }))
  const places = labelsOf(overlayChart(many, 'throughput')).map(([, y]) => Number(y))
  const gaps = places.slice(1).map((y, i) => y - (places[i] as number))
  expect({ most: Math.max(...places) <= 316, least: Math.min(...places) >= 68, gap: Math.min(...gaps) }).toEqual({
    most: true,
    least: true,
    gap: 17,
  })
})

test('sweeps over each other have colour, mark and dashes of their own', () => {
  const svg = overlayChart(
    ['before', 'after'].map((name) => ({ name, answer: swept })),
    'speedUp',
  )
  expect([count(svg, /class="fill-data-1 /g), count(svg, /class="fill-data-2 /g)]).toEqual([9, 9])
  expect(count(svg, /stroke-dasharray="7 4"/g)).toBe(2)
})

test('chunk sizes: measured beside modelled, both defaults named', () => {
  const svg = chunkChart(chunked) ?? ''
  expect([marks(svg), whiskers(svg)]).toEqual([4, 4])
  expect(svg).toContain(">CPython's: 125</text>")
  expect(svg).toMatch(/>model's best: \d+<\/text>/)
  expect(chunkChart(swept)).toBeNull()
})

test('a gap in the samples is a gap in the line', () => {
  const [line = ''] = /<path d="M[^"]*"/.exec(seriesChart(series)) ?? []
  expect([count(line, /M/g), seriesChart(series)]).toEqual([2, expect.stringContaining('core 1: no samples')])
})

test('names that are no XML are written as text', () => {
  const svg = overlayChart([{ name: '<b>"&\u0000\ud800', answer: swept }], 'seconds')
  expect(svg).toContain('>&lt;b&gt;&quot;&amp;</text>')
})

test('colours: custom properties of both themes, and literal ones for programs without them', () => {
  const system = speedUpChart(swept)
  expect(system).toContain('.fill-text{fill:#1c1d1f;fill:var(--figure-text)}')
  expect(system).toMatch(/@media \(prefers-color-scheme:dark\)\{\.parallab-figure\{[^}]*--figure-text:#e8e9ea/)
  expect(speedUpChart(swept, { theme: 'dark' })).toContain('.fill-text{fill:#e8e9ea;fill:var(--figure-text)}')
  expect(speedUpChart(swept, { theme: 'light' })).not.toContain('prefers-color-scheme')
})
