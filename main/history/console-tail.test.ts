import { expect, test } from 'vitest'
import { ConsoleTail } from './console-tail'

const source = (process: number) => ({ process, name: `P${process}`, stream: 'stdout' }) as const

test('lines are cut per process, whole and in order', () => {
  const tail = new ConsoleTail()
  tail.add(source(1), Buffer.from('on'), 1)
  tail.add(source(2), Buffer.from('two\nthr'), 2.6)
  tail.add(source(1), Buffer.from('e\n'), 3)
  tail.add(source(2), Buffer.from('ee'), 4)
  expect(tail.kept(false)).toEqual({
    lines: [
      { at: 3, ...source(2), text: 'two' },
      { at: 3, ...source(1), text: 'one' },
      { at: 4, ...source(2), text: 'three' },
    ],
    missingLines: 0,
    missingBytes: 0,
    wasDirect: false,
  })
})

test('of a flood the end is kept, and it is told how much came before it', () => {
  const tail = new ConsoleTail(1_000)
  for (let i = 0; i < 5_000; i++) tail.add(source(1), Buffer.from(`line ${i}\n`), i)
  const { lines, missingLines, missingBytes } = tail.kept(false)
  const bytes = lines.reduce((sum, { text }) => sum + text.length + 1, 0)
  expect(bytes).toBeLessThanOrEqual(1_000)
  expect(bytes).toBeGreaterThan(900)
  expect(lines.at(-1)?.text).toBe('line 4999')
  expect(lines[0]?.text).toBe(`line ${missingLines}`)
  expect(missingBytes).toBe(Array.from({ length: missingLines }, (_, i) => `line ${i}\n`).join('').length)
})
