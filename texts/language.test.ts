import { expect, test } from 'vitest'
import { texts, type Texts } from '.'
import { en } from './en'
import { main } from './en/main'
import type { Translated } from './language'

test('a language of the same shape is taken, whatever its words are', () => {
  const first = { noun: 'lock', count: (n: number) => (n === 1 ? 'one' : 'many'), list: ['a', 'b'] }
  const second: Translated<typeof first> = { noun: 'Sperre', count: (n) => (n === 1 ? 'eine' : 'viele'), list: ['ä'] }
  expect([first, second].map(({ count }) => count(1))).toEqual(['one', 'eine'])
  const german: Texts = { ...texts, common: { ...texts.common, locale: 'de', run: 'Ausführen' } }
  expect(german.common.run).toBe('Ausführen')
})

test('one that lacks a text, or has a function for other facts, does not compile', () => {
  const { done: _, ...lacking } = texts.common
  // @ts-expect-error a text is missing
  const short: Texts['common'] = lacking
  // @ts-expect-error what is given is a count and no name
  const wrong: Texts['numbers'] = { ...texts.numbers, about: (time: number) => `etwa ${time}` }
  expect(short).not.toHaveProperty('done')
  expect(wrong.about('1 s')).toBe('etwa 1 s')
})

test('no area that only main says has the name of one that the window says, too', () => {
  expect(Object.keys(main).filter((area) => area in en)).toEqual([])
})
