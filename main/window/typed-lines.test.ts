import { expect, test } from 'vitest'
import type { LiveProcess } from '../runs/listener'
import { TypedLines } from './typed-lines'

const process = (number: number): LiveProcess => {
  return { number, slot: number, pid: number, name: `Process-${number}`, parent: null, daemon: false }
}
const [first, second] = [process(1), process(2)]

function typing() {
  const heard: unknown[] = []
  const lines = new TypedLines(
    (reader) => heard.push(['wanted', reader?.name ?? null]),
    (reader, line) => heard.push([reader.name, line]),
  )
  return { lines, heard }
}

test('a line goes to who asks, and is shown; the field stays until the process ends', async () => {
  const { lines, heard } = typing()
  const answer = lines.read(first)
  lines.type('Ada')
  expect(await answer).toBe('Ada')
  lines.end(2)
  lines.end(1)
  expect(heard).toEqual([
    ['wanted', 'Process-1'],
    ['Process-1', 'Ada'],
    ['wanted', null],
  ])
})

test('what is typed before it is asked for waits, and the end of the input is one answer', async () => {
  const { lines, heard } = typing()
  lines.type('1')
  lines.type(null)
  expect(heard).toEqual([])
  expect([await lines.read(first), await lines.read(first)]).toEqual(['1', null])
  expect(heard).toEqual([
    ['wanted', 'Process-1'],
    ['Process-1', '1'],
  ])
})

test('two that ask are served in the order of their asking, and one that ends makes room', async () => {
  const { lines, heard } = typing()
  const answers = [lines.read(first), lines.read(second)]
  lines.end(1)
  lines.type('2')
  expect(await Promise.all(answers)).toEqual([null, '2'])
  expect(heard).toEqual([
    ['wanted', 'Process-1'],
    ['wanted', null],
    ['wanted', 'Process-2'],
    ['Process-2', '2'],
  ])
})
