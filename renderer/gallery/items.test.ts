import { expect, test } from 'vitest'
import type { ExampleInfo } from '../../protocol/lab'
import type { LessonInfo, LessonProgress } from '../../protocol/lesson'
import { exampleItem, find, lessonItem, namesUsed } from './items'

const example = (id: string, title: string, uses: readonly string[]): ExampleInfo => {
  const group = id.startsWith('tutorial/') ? 'tutorial' : 'lab'
  return { id, title, summary: `Watch ${title.toLowerCase()}`, group, uses, hasTwin: group === 'tutorial' }
}
const items = [
  example('primes.ts', 'Count primes', ['Pool', 'processCpuCount']),
  example('tutorial/01-hello.ts', 'Say hello', ['Process']),
  example('tutorial/17-lock.ts', 'Keep a counter right', ['Lock', 'Process', 'Value']),
].map(exampleItem)
const ids = (words: string, name = '') => find(items, words, name).map((group) => group.items.map(({ id }) => id))

test('groups stand in their order, items in theirs, and an item of a listing has its number', () => {
  expect(find(items, '', '').map(({ kind }) => kind)).toEqual(['tutorial', 'lab'])
  expect(items.map(({ number }) => number)).toEqual(['', '01', '17'])
})

test('every word has to stand in the title, the summary or a name that is used, in any case', () => {
  expect(ids('')).toEqual([['tutorial/01-hello.ts', 'tutorial/17-lock.ts'], ['primes.ts']])
  expect(ids('WATCH count')).toEqual([['tutorial/17-lock.ts'], ['primes.ts']])
  expect(ids('lock right')).toEqual([['tutorial/17-lock.ts']])
  expect(ids('17')).toEqual([['tutorial/17-lock.ts']])
  expect(ids('lock primes')).toEqual([])
})

test('a Python script is found by its language, and has a group of its own', () => {
  const script = exampleItem({ ...example('tutorial/01-hello.py', 'Say hello', []), group: 'python' })
  expect(find([...items, script], 'python', '')).toEqual([{ kind: 'python', items: [script] }])
})

test('a name of the library is wanted as a whole', () => {
  expect(ids('', 'Process')).toEqual([['tutorial/01-hello.ts', 'tutorial/17-lock.ts']])
  expect(ids('hello', 'Lock')).toEqual([])
  expect(namesUsed(items)).toEqual(['Lock', 'Pool', 'Process', 'processCpuCount', 'Value'])
})

test('a lesson is begun by a prediction or an attempt, and done when its checks passed once', () => {
  const lesson = { id: '04-locks', title: 'Locks', summary: '', minutes: 10 } as LessonInfo
  const begun: LessonProgress = { lesson: '04-locks', predicted: null, attempts: 1, passedAt: null }
  const marks = [null, { ...begun, attempts: 0 }, begun, { ...begun, passedAt: '2026-11-26T07:00:00Z' }]
  expect(marks.map((progress) => lessonItem(lesson, progress).progress)).toEqual([null, null, 'begun', 'done'])
})
