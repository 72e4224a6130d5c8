import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Progress } from './progress'

const PREDICTION = {
  question: 'Which?',
  choices: [
    { text: 'A', right: false, because: 'No.' },
    { text: 'B', right: true, because: 'Yes.' },
  ],
}
const TWO = { id: '01-two', prediction: null }
const PASSED = { passed: true, found: 'so' }
const FAILED = { passed: false, found: 'not so' }

function place(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallab-progress-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return path.join(folder, 'progress.json')
}

test('the first choice counts, and is there again after a restart', async () => {
  const file = place()
  const progress = await Progress.read(file)
  await progress.predict('01-two', PREDICTION, 0)
  await progress.predict('01-two', PREDICTION, 1)
  const again = await Progress.read(file)
  expect(again.of('01-two').predicted).toEqual({ choice: 0, right: false, at: expect.any(String) })
  await expect(progress.predict('01-two', PREDICTION, 2)).rejects.toThrow('has no choice 3')
})

test('a lesson is passed when the last word on each check is that it passes', async () => {
  const progress = await Progress.read(place())
  const passed = async (...verdicts: Parameters<Progress['judged']>[1]) =>
    (await progress.judged(TWO, verdicts)).passedAt !== null
  expect(await passed(PASSED, null)).toBe(false)
  expect(await passed(FAILED, null)).toBe(false)
  expect(await passed(null, PASSED)).toBe(false)
  expect(await passed(PASSED, null)).toBe(true)
  // It was passed once.
  expect(await passed(FAILED, null)).toBe(true)
  expect(progress.of('01-two').attempts).toBe(5)
})

test('a run before the prediction does not count', async () => {
  const progress = await Progress.read(place())
  const lesson = { id: '01-two', prediction: PREDICTION }
  expect((await progress.judged(lesson, [PASSED])).passedAt).toBeNull()
  await progress.predict('01-two', PREDICTION, 1)
  expect((await progress.judged(lesson, [PASSED])).passedAt).not.toBeNull()
})

test('one lesson is forgotten, or all', async () => {
  const file = place()
  const progress = await Progress.read(file)
  await progress.judged(TWO, [PASSED])
  await progress.judged({ ...TWO, id: '02-three' }, [FAILED])
  expect((await progress.reset('01-two')).map(({ lesson }) => lesson)).toEqual(['02-three'])
  expect(await progress.reset(null)).toEqual([])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ version: 1, lessons: [] })
})

test.each(['{', '{"version":2,"lessons":[]}', '{"version":1,"lessons":[{"lesson":1}]}'])(
  'a file that cannot be read is kept aside: %s',
  async (text) => {
    const file = place()
    writeFileSync(file, text)
    const progress = await Progress.read(file)
    expect(progress.all).toEqual([])
    const [aside = ''] = readdirSync(path.dirname(file))
    expect(progress.notice).toContain(aside)
    expect(readFileSync(path.join(path.dirname(file), aside), 'utf8')).toBe(text)
  },
)
