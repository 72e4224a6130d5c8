import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULTS } from '../protocol/settings'
import { SettingsFile } from './settings'

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

test('a wrong value is replaced alone, and said', async () => {
  await writeFile(file, JSON.stringify({ theme: 'pink', poolSize: 65, fontSize: 15 }))
  const { current, notice } = await SettingsFile.read(file)
  expect(current).toEqual({ ...DEFAULTS, fontSize: 15 })
  expect(notice).toContain('theme "pink", poolSize 65')
})

test('what a later version has written stays in the file, which is said once', async () => {
  const later = { version: 9, theme: 'dark', lenses: { heat: true } }
  await writeFile(file, JSON.stringify(later))
  const settings = await SettingsFile.read(file)
  const dismissed = ['settings:version, lenses']
  expect(settings.current).toEqual({ ...DEFAULTS, theme: 'dark', dismissed })
  expect(settings.notice).toContain('does not know: version, lenses. It stays there')
  await settings.update({ fontSize: 15 })
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...DEFAULTS, ...later, fontSize: 15, dismissed })
  expect((await SettingsFile.read(file)).notice).toBe(null)
})

test('a file of another shape is kept aside', async () => {
  await writeFile(file, '[1]')
  expect((await SettingsFile.read(file)).notice).toContain('could not be read')
})

test('a change holds where it cannot be written, and that is said once', async () => {
  await writeFile(path.join(folder, 'file'), '')
  const said: string[] = []
  const settings = await SettingsFile.read(path.join(folder, 'file', 'settings.json'), (why) => said.push(why))
  expect((await settings.update({ theme: 'dark' })).theme).toBe('dark')
  await settings.update({ poolSize: 3 })
  expect([settings.current, said]).toEqual([
    { ...DEFAULTS, theme: 'dark', poolSize: 3 },
    ['a file stands where its folder should'],
  ])
})
