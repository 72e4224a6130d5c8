import { expect, test } from 'vitest'
import { ConsoleLines, MOST_LINES } from './lines'

const batch = (texts: readonly string[], process = 0) => ({
  runId: 'run',
  dropped: 0,
  lines: texts.map((text) => ({ at: 0, process, name: 'MainProcess', stream: 'stdout' as const, text })),
})
const texts = (lines: ConsoleLines) => lines.slice(0, lines.length).map(({ line }) => line.text)

test('a million lines leave the last hundred thousand and an exact count of the others', () => {
  const lines = new ConsoleLines()
  for (let i = 0; i < 1000; i++) lines.add(batch(Array.from({ length: 1000 }, (_, k) => `line ${i * 1000 + k}`)))
  expect({ total: lines.total, dropped: lines.dropped, length: lines.length }).toEqual({
    total: 1_000_000,
    dropped: 900_000,
    length: MOST_LINES,
  })
  expect(lines.slice(0, 1)[0]?.line.text).toBe('line 900000')
})

test('long lines count by their text, and the longest are cut with a note', () => {
  const lines = new ConsoleLines()
  for (let i = 0; i < 1000; i++) lines.add(batch(['x'.repeat(20_005)]))
  expect(lines.length).toBeLessThan(800)
  expect(lines.slice(0, 1)[0]?.line.text.endsWith('x … 5 more characters')).toBe(true)
  expect(lines.dropped + lines.length).toBe(1000)
})

test('the view holds what passes the filter, also of lines that come later', () => {
  const lines = new ConsoleLines()
  lines.add(batch(['Apple', 'pear']))
  lines.setFilter({ process: null, text: 'APP' })
  expect(lines.filter.text).toBe('APP')
  lines.add(batch(['apple pie', 'plum']))
  expect(texts(lines)).toEqual(['Apple', 'apple pie'])
  lines.add(batch(['cherry'], 3))
  lines.setFilter({ process: 3, text: '' })
  expect(texts(lines)).toEqual(['cherry'])
  lines.setFilter({ process: null, text: '' })
  expect(lines.length).toBe(5)
})

test('a filtered view forgets what the ring forgets', () => {
  const lines = new ConsoleLines()
  lines.setFilter({ process: null, text: 'a' })
  for (let i = 0; i < 300; i++) lines.add(batch(Array.from({ length: 1000 }, (_, k) => (k === 0 ? 'a' : 'b'))))
  expect({ length: lines.length, dropped: lines.dropped }).toEqual({ length: 100, dropped: 200_000 })
})

test('a line that was shown without its end is replaced by the whole one, in the filtered view too', () => {
  const lines = new ConsoleLines()
  const whole = (text: string) => {
    const { lines: made, ...rest } = batch([text])
    return { ...rest, lines: made.map((line) => ({ ...line, replaces: true })) }
  }
  lines.add(batch(['name? ']))
  lines.add(batch(['other'], 3))
  lines.add(whole('name? Ada'))
  expect([texts(lines), lines.total]).toEqual([['name? Ada', 'other'], 2])
  lines.setFilter({ process: null, text: 'bob' })
  lines.add(whole('name? Bob'))
  expect(texts(lines)).toEqual(['name? Bob'])
  lines.clear()
  lines.add(whole('name? Cy Bob'))
  expect([texts(lines), lines.total]).toEqual([['name? Cy Bob'], 3])
})
