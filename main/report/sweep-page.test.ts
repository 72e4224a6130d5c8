import { expect, test } from 'vitest'
import { answer } from '../../analysis'
import { simulated } from '../../analysis/simulated'
import type { SweepReport } from '../../protocol/sweep'
import { DATA_ID, sweepPage } from './sweep-page'

const data = simulated({ values: [1, 2, 4, 8], seconds: (n) => 4 / n + 0.2, noise: 0.02 })
const report: SweepReport = {
  file: '/home/me/a<b>.ts',
  script: `console.log('</script><!-- & "')`,
  args: ['a'],
  machine: {
    platform: 'linux',
    os: 'Linux 6.1',
    arch: 'x64',
    cpus: 8,
    cpuModel: 'A processor',
    memory: 16e9,
    electron: '33',
    chrome: '130',
    node: '20',
    v8: '13',
    version: '1',
  },
  data,
  answer: answer(data),
}

function texts(page: string, pattern: RegExp): string[] {
  return Array.from(page.matchAll(pattern), ([, text]) => text as string)
}

test('the page needs nothing else: no address but those of its own elements, and nothing runs', () => {
  const page = sweepPage(report)
  expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
    /\w+:\/\/|\b(src|href)=|url\(|<link|@import|javascript:/,
  )
  expect(texts(page, /<(script[^>]*)>/g)).toEqual([`script type="application/json" id="${DATA_ID}"`])
  expect(page).toContain(`default-src 'none'`)
})

test('all data are inside, whatever stands in them', () => {
  const [block] = texts(sweepPage(report), new RegExp(`id="${DATA_ID}">(.*?)</script>`, 'gs'))
  expect(JSON.parse(block as string)).toEqual(JSON.parse(JSON.stringify(report)))
})

test('the answer in words, charts with their tables, each size and each run', () => {
  const page = sweepPage(report)
  expect(page).toContain(report.answer.sentence)
  expect(texts(page, /<svg[^>]*>(?:<style>.*?<\/style>)?<title[^>]*>(.*?)<\/title>/gs)).toHaveLength(3)
  expect(texts(page, /<caption>(.*?)<\/caption>/g)).toEqual([
    'Medians with their 95 % intervals',
    'Laws of scaling, their parameters with 95 % intervals',
    'Where it was measured',
    'In the order of measuring; rounds count from 1',
  ])
  expect(texts(page, /<th scope="row">(\d+ workers?)<\/th>/g)).toHaveLength(4 + data.repeats.length)
  expect(page).toContain('<h1>a&lt;b&gt;.ts</h1>')
})

test('a sweep that was stopped before anything was measured is a page too', () => {
  const nothing = { ...data, repeats: [] }
  const page = sweepPage({ ...report, data: nothing, answer: answer(nothing) })
  expect(page).not.toContain('<svg')
  expect(page).toContain('Every run')
})
