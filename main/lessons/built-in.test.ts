import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { LessonShelf } from './shelf'

const folder = fileURLToPath(new URL('../../lessons', import.meta.url))

test('every lesson of the lab is one', async () => {
  const shelf = new LessonShelf(() => [{ source: 'built-in', folder }])
  const { lessons, faults } = await shelf.list()
  expect(faults.map(({ folder: of, problems }) => [path.basename(of), problems])).toEqual([])
  expect(lessons.length).toBeGreaterThanOrEqual(12)
})
