import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULTS, SettingsFile } from './settings'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-settings-'))
  file = path.join(folder, 'settings.json')
})
afterEach(() => rm(folder, { recursive: true }))

test('without a file the settings are the lab’s own', async () => {
  const { current, notice } = await SettingsFile.read(file)
  expect({ current, notice }).toEqual({ current: DEFAULTS, notice: null })
})

test('a change is written and read again', async () => {
  const settings = await SettingsFile.read(file)
  await Promise.all([settings.update({ theme: 'dark' }), settings.update({ poolSize: 3 })])
  expect((await SettingsFile.read(file)).current).toEqual({ ...DEFAULTS, theme: 'dark', poolSize: 3 })
})

test('a file that does not parse is kept aside and said once', async () => {
  await writeFile(file, '{ "theme": "da')
  const { current, notice } = await SettingsFile.read(file)
  const [aside = ''] = await readdir(folder)
  expect(current).toEqual(DEFAULTS)
  expect(notice).toContain(aside)
  expect(await readFile(path.join(folder, aside), 'utf8')).toBe('{ "theme": "da')
  expect((await SettingsFile.read(file)).notice).toBe(null)
})

test('a wrong value is replaced alone', async () => {
  await writeFile(file, JSON.stringify({ theme: 'pink', poolSize: 65, fontSize: 15, more: 1 }))
  expect((await SettingsFile.read(file)).current).toEqual({ ...DEFAULTS, fontSize: 15 })
})
