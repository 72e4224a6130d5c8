import { expect, test } from 'vitest'
import { ConsoleLines, MOST_LINES } from './lines'
import { Search } from './search'

const line = (text: string, process = 1) => ({ at: 0, process, name: 'p', stream: 'stdout' as const, text })
function linesOf(...texts: string[]): ConsoleLines {
  const lines = new ConsoleLines()
  lines.add({ runId: 'a', lines: texts.map((text) => line(text)), dropped: 0 })
  return lines
}

test('lines are found by their words, without their colours, and what comes later too', () => {
  const lines = linesOf('one', 'Tw\u001b[31mO', 'three')
  const search = new Search(lines)
  expect([search.find('two'), search.find('o'), search.find('')]).toEqual([[1], [0, 1], []])
  search.find('t')
  lines.add({ runId: 'a', lines: [line('ten'), line('none')], dropped: 0 })
  expect(search.find('t')).toEqual([1, 2, 3])
})

test('only the lines that the filter lets through are found', () => {
  const lines = linesOf('a 1', 'b 1', 'a 2')
  const search = new Search(lines)
  lines.setFilter({ process: null, text: 'a' })
  expect(search.find('1')).toEqual([0])
  expect(lines.indexOf(2)).toBe(1)
  lines.setFilter({ process: null, text: '' })
  expect(search.find('1')).toEqual([0, 1])
})

test('lines that are no longer kept are no longer found', () => {
  const lines = linesOf('gone')
  const search = new Search(lines)
  expect(search.find('gone')).toEqual([0])
  lines.add({ runId: 'a', lines: Array.from({ length: MOST_LINES }, () => line('kept')), dropped: 0 })
  expect(search.find('gone')).toEqual([])
})
