import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LessonShelf } from './shelf'

const PAGE = '---\ntitle: Two\nsummary: Of two.\nminutes: 5\n---\nText.\n'

type Files = Readonly<Record<string, string | Buffer>>

function folderOf(lessons: Readonly<Record<string, Files>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallab-lessons-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, files] of Object.entries(lessons)) {
    mkdirSync(path.join(folder, name))
    for (const [file, data] of Object.entries(files)) writeFileSync(path.join(folder, name, file), data)
  }
  return folder
}

const GOOD: Files = { 'lesson.md': PAGE, 'script.ts': 'export {}' }

test('lessons stand in their order, and what is wrong with one folder hides no other', async () => {
  const own = folderOf({
    '02-good': { ...GOOD, 'script.ts': "import { Pool } from 'multiprocessing'\n", 'script.py': 'pass' },
    '01-bad': { ...GOOD, 'lesson.md': PAGE.replace('minutes', 'minuets') },
    '03-without-script': { 'lesson.md': PAGE },
    '04-binary': { ...GOOD, 'script.ts': Buffer.from([1, 0, 2]) },
    '05-huge': { ...GOOD, 'lesson.md': PAGE + 'x'.repeat(300_000) },
    '06-latin': { ...GOOD, 'lesson.md': Buffer.from(`${PAGE}caf\xe9`, 'latin1') },
    '07-python': { 'lesson.md': PAGE, 'script.py': 'from multiprocessing import Lock\n' },
    'not-a-lesson': { 'photo.jpg': 'x' },
  })
  const shelf = new LessonShelf(() => [{ source: 'own', folder: own }])
  const info = { source: 'own', title: 'Two', summary: 'Of two.', minutes: 5 }
  const { lessons, faults } = await shelf.list()
  expect(lessons).toEqual([
    { id: 'own/02-good', ...info, language: 'typescript', uses: ['Pool'], hasTwin: true },
    { id: 'own/07-python', ...info, language: 'python', uses: ['Lock'], hasTwin: false },
  ])
  expect(
    faults.map(({ id, problems }) => [id, problems.map(({ file, line, message }) => `${file} ${line} ${message}`)]),
  ).toEqual([
    [
      'own/01-bad',
      [
        "lesson.md 2 has no 'minutes'",
        expect.stringContaining("lesson.md 4 there is no key 'minuets' here; did you mean 'minutes'"),
      ],
    ],
    ['own/03-without-script', ['script.ts null is missing']],
    ['own/04-binary', ['script.ts null is a binary file; it must be text']],
    ['own/05-huge', ["lesson.md null is larger than 256 KiB, the most that a lesson's file may be"]],
    ['own/06-latin', ['lesson.md null is not UTF-8 text; save it with the encoding UTF-8']],
  ])
})

test('a folder that was chosen and is gone, or is a lesson itself, is told; one that was never made is empty', async () => {
  const lesson = path.join(folderOf({ '01-good': GOOD }), '01-good')
  const shelf = new LessonShelf(() => [
    { source: 'own', folder: path.join(lesson, 'none') },
    { source: 'shared', folder: path.join(lesson, 'gone') },
    { source: 'built-in', folder: lesson },
  ])
  const { lessons, faults } = await shelf.list()
  expect(lessons).toEqual([])
  expect(faults.map(({ problems }) => problems[0]?.message)).toEqual([
    'cannot be read: there is no such folder now',
    'is a lesson itself; choose the folder in which it stands',
  ])
})

test('a lesson is read by its id, and no path leads out of its place', async () => {
  const folder = folderOf({ '01-good': GOOD, '02-bad': { 'script.ts': '' } })
  const shelf = new LessonShelf(() => [{ source: 'shared', folder }])
  expect((await shelf.read('shared/01-good')).script).toBe('export {}')
  expect(shelf.folderOf('shared/../../01-good')).toBe(path.join(folder, '01-good'))
  await expect(shelf.read('shared/../01-good')).rejects.toThrow("There is no lesson 'shared/../01-good'.")
  await expect(shelf.read('shared/02-bad')).rejects.toThrow(
    'The lesson shared/02-bad cannot be opened: lesson.md is missing.',
  )
})
