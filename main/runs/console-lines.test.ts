import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConsoleLines, type Source } from './console-lines'

const worker: Source = { process: 1, name: 'Worker-1', stream: 'stdout' }
let said: string[]
let lines: ConsoleLines

beforeEach(() => {
  vi.useFakeTimers()
  said = []
  lines = new ConsoleLines(({ process, stream }, text, replaces) =>
    said.push(`${replaces ? 'instead: ' : ''}${process} ${stream} ${text}`),
  )
})
afterEach(() => vi.useRealTimers())

const add = (text: string | Buffer, source = worker) => {
  lines.add(source, Buffer.from(text))
  lines.rest(source)
}

test('lines are put together from chunks, also where a character is cut in two', () => {
  const bytes = Buffer.from('grün\nblau\r\nro')
  add(bytes.subarray(0, 3))
  add(bytes.subarray(3))
  expect(said).toEqual(['1 stdout grün', '1 stdout blau'])
  lines.end(1)
  expect(said).toEqual(['1 stdout grün', '1 stdout blau', '1 stdout ro'])
})

test('processes and streams do not mix', () => {
  add('a')
  add('b', { ...worker, stream: 'stderr' })
  add('c', { ...worker, process: 2 })
  for (const source of [worker, { ...worker, stream: 'stderr' as const }, { ...worker, process: 2 }]) add('!\n', source)
  expect(said).toEqual(['1 stdout a!', '1 stderr b!', '2 stdout c!'])
})

test('a line without an end is shown after 100 ms of silence, and again as a whole when it goes on', () => {
  add('name')
  vi.advanceTimersByTime(99)
  add('? ')
  vi.advanceTimersByTime(99)
  expect(said).toEqual([])
  vi.advanceTimersByTime(1)
  expect(said).toEqual(['1 stdout name? '])
  add('Ada\nnext\n')
  expect(said).toEqual(['1 stdout name? ', 'instead: 1 stdout name? Ada', '1 stdout next'])
  add('shown')
  vi.advanceTimersByTime(100)
  add('\n')
  lines.end()
  expect(said.slice(3)).toEqual(['1 stdout shown'])
})

test('a line of a process that is held up is not cut', () => {
  lines.add(worker, Buffer.from('one li'))
  vi.advanceTimersByTime(1_000)
  add('ne\n')
  expect(said).toEqual(['1 stdout one line'])
})

test('text after a carriage return stands in place of what was before it', () => {
  add('10 %\r20 %\r')
  vi.advanceTimersByTime(100)
  add('30 %\rdone\n')
  expect(said).toEqual(['1 stdout 20 %', 'instead: 1 stdout done'])
})

test('a line that never ends is cut and not kept', () => {
  add('x'.repeat(150_000))
  expect(said.map((text) => text.length - '1 stdout '.length)).toEqual([65_536, 65_536])
  lines.end()
  expect(said.at(-1)?.length).toBe(150_000 - 2 * 65_536 + '1 stdout '.length)
})

test('empty lines are lines', () => {
  add('\n\na\n')
  expect(said).toEqual(['1 stdout ', '1 stdout ', '1 stdout a'])
})
