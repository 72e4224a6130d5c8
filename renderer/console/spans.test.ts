import { expect, test } from 'vitest'
import { spansOf } from './spans'

const plain = { colour: null, bold: false, place: null }

test('a stack line has its place as a link', () => {
  expect(spansOf('    at work (/home/me/a.ts:12:5)')).toEqual([
    { ...plain, text: '    at work (' },
    { ...plain, text: '/home/me/a.ts:12:5', place: { file: '/home/me/a.ts', line: 12, column: 5 } },
    { ...plain, text: ')' },
  ])
})

test("a line of a traceback has its place as a link, one of Python's own library has none", () => {
  expect(spansOf('  File "/home/me/my script.py", line 9, in <module>')).toEqual([
    { ...plain, text: '  ' },
    {
      ...plain,
      text: 'File "/home/me/my script.py", line 9',
      place: { file: '/home/me/my script.py', line: 9, column: 1 },
    },
    { ...plain, text: ', in <module>' },
  ])
  for (const text of ['  File "/lib/python313.zip/runpy.py", line 9, in x', '  File "<string>", line 1, in <module>'])
    expect(spansOf(text)).toEqual([{ ...plain, text }])
})

test('colours are taken from ANSI codes, other codes go', () => {
  expect(spansOf('\u001b[1;31mred\u001b[0m and\u001b[2K \u001b[92mgreen')).toEqual([
    { ...plain, text: 'red', colour: 1, bold: true },
    { ...plain, text: ' and' },
    { ...plain, text: ' ' },
    { ...plain, text: 'green', colour: 10 },
  ])
})

test('an empty line has no pieces', () => {
  expect(spansOf('')).toEqual([])
})
