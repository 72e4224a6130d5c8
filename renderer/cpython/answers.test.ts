import { expect, test } from 'vitest'
import { texts } from '../../texts'
import { allAnswers, answerFor, markdownOf } from './answers'

test.each([
  ['Pool.map', 'same', '`Pool.map`'],
  ['connections', null, ''],
  ['Connection', 'better', '`multiprocessing.connection.Connection`'],
  ['WorkerLostError', 'only-here', ''],
  ['freezeSupport', 'absent', ''],
  ['toString', null, ''],
])('of %s it is said: %s', async (name, verdict, cpython) => {
  const answer = answerFor(name, await allAnswers())
  expect(answer?.verdict ?? null).toBe(verdict)
  if (answer !== null && cpython !== '') expect(answer.says).toContain(cpython)
})

test('a hover begins with the question, then says what is better and why, then what is the same', async () => {
  const answer = answerFor('Connection', await allAnswers())
  const lines = answer === null ? [] : markdownOf(answer).split('\n')
  expect(lines[0]).toBe(`**${texts.cards.cpython.title}** ${answer?.says}`)
  expect(lines[2]).toMatch(/^- Several processes may send through.*\(In CPython the data may become corrupted\.\)$/)
  expect(lines.length).toBeGreaterThan(3)
})

test('no answer says the same sentence twice', async () => {
  const answers = await allAnswers()
  for (const name of Object.keys(answers.names)) {
    const { better = [], same = [] } = answerFor(name, answers) ?? {}
    const sentences = [...better.map(({ says }) => says), ...same]
    expect(sentences, name).toEqual([...new Set(sentences)])
  }
})
