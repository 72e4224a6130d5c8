import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Drafts } from './drafts'

const typed = { path: '/home/a.ts', example: null, text: 'typed' }
let folder: string
let drafts: Drafts

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-drafts-'))
  drafts = new Drafts(folder)
})
afterEach(() => rm(folder, { recursive: true }))

const next = () => new Drafts(folder).read()

test('text that is not saved is there at the next start', async () => {
  await drafts.setDirty(true)
  drafts.note(typed)
  await drafts.flush()
  expect(await next()).toEqual({ ...typed, name: 'a.ts', unsaved: true })
})

test('text that is saved leaves no draft', async () => {
  drafts.note(typed)
  await drafts.flush()
  expect(await next()).toBe(null)
})

test('the draft goes when the page says that nothing is unsaved', async () => {
  await drafts.setDirty(true)
  drafts.note(typed)
  await drafts.flush()
  await drafts.setDirty(false)
  expect(await next()).toBe(null)
})

test('the draft goes when its text is saved, and stays when another one is', async () => {
  await drafts.setDirty(true)
  drafts.note(typed)
  await drafts.flush()
  await drafts.saved('older')
  expect((await next())?.text).toBe('typed')
  await drafts.saved('typed')
  expect(await next()).toBe(null)
})

test('a page that is gone leaves its draft to the next one', async () => {
  await drafts.setDirty(true)
  drafts.note(typed)
  await drafts.keep()
  await drafts.setDirty(false)
  expect((await next())?.text).toBe('typed')
})

test('a draft that is in the way is kept aside', async () => {
  await drafts.setDirty(true)
  drafts.note(typed)
  await drafts.flush()
  const aside = (await drafts.setAside()) ?? ''
  expect(JSON.parse(await readFile(aside, 'utf8'))).toEqual(typed)
  expect(existsSync(path.join(folder, 'draft.json'))).toBe(false)
})
