import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { draftNumber, Drafts } from './drafts'

const typed = { path: '/home/a.ts', example: null, text: 'typed' }
let folder: string
let drafts: Drafts
let complaints: string[]
const draftsOf = (where: string, number = 1) => new Drafts(where, number, (why) => complaints.push(why))

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-drafts-'))
  complaints = []
  drafts = draftsOf(folder)
})
afterEach(() => rm(folder, { recursive: true }))

const next = () => draftsOf(folder).read()

test('text that is not saved is there at the next start', async () => {
  drafts.note(typed)
  await drafts.flush()
  expect(await next()).toEqual({ ...typed, name: 'a.ts', unsaved: true })
})

test('text that is saved leaves no draft', async () => {
  drafts.note(typed)
  await drafts.saved('typed')
  await drafts.flush()
  expect(await next()).toBe(null)
})

test('the draft goes when the page says that nothing is unsaved', async () => {
  drafts.note(typed)
  await drafts.flush()
  await drafts.setDirty(false)
  expect(await next()).toBe(null)
})

test('the draft goes when its text is saved, and stays when another one is', async () => {
  drafts.note(typed)
  await drafts.flush()
  await drafts.saved('older')
  expect((await next())?.text).toBe('typed')
  await drafts.saved('typed')
  expect(await next()).toBe(null)
})

test('a page that is gone leaves its draft to the next one', async () => {
  drafts.note(typed)
  await drafts.keep()
  await drafts.setDirty(false)
  expect((await next())?.text).toBe('typed')
})

test('a draft that is in the way is kept aside', async () => {
  drafts.note(typed)
  await drafts.flush()
  const aside = (await drafts.setAside()) ?? ''
  expect(JSON.parse(await readFile(aside, 'utf8'))).toEqual(typed)
  expect(existsSync(path.join(folder, 'draft.json'))).toBe(false)
})

test('each window has a draft of its own', async () => {
  const second = draftsOf(folder, 2)
  drafts.note(typed)
  second.note({ ...typed, text: 'in the second' })
  await Promise.all([drafts.flush(), second.flush()])
  expect([(await next())?.text, (await draftsOf(folder, 2).read())?.text]).toEqual(['typed', 'in the second'])
  expect(['draft.json', 'draft-2.json', 'draft-1790000000000.json'].map(draftNumber)).toEqual([1, 2, null])
})

test('typing without a pause is written all the same', async () => {
  vi.useFakeTimers()
  const flush = vi.spyOn(drafts, 'flush')
  for (let i = 0; i < 10; i++) {
    drafts.note({ ...typed, text: `typed ${i}` })
    vi.advanceTimersByTime(100)
  }
  vi.useRealTimers()
  // What was begun is over before the folder goes.
  await drafts.flush()
  expect(flush.mock.calls.length).toBeGreaterThan(2)
})

test('a folder that cannot be written is said once', async () => {
  const file = path.join(folder, 'file')
  await writeFile(file, '')
  const lost = draftsOf(path.join(file, 'below'))
  for (const text of ['a', 'b']) {
    lost.note({ ...typed, text })
    await lost.flush()
  }
  expect(complaints).toEqual(['a file stands where its folder should'])
})
