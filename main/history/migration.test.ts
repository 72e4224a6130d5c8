import { copyFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { connect, loadLibrary } from './database'
import { openSample, temporaryFile } from './place'
import { recorded, repeat } from './sample'
import { VERSION, versionOf } from './schema'

/** Written by version 1: a run `aaaa0000` named Base line, a sweep `bbbb0000` of two repeats, each with a script of its own. */
const FIRST = fileURLToPath(new URL('fixtures/version-1.sqlite', import.meta.url))

test('a file of version 1 comes to the present version with all that is in it', async () => {
  const file = temporaryFile()
  copyFileSync(FIRST, file)
  const library = await loadLibrary()
  const before = new library(file)
  expect(versionOf(before)).toBe(1)
  before.close()
  const history = await openSample(file)
  expect(history.get('aaaa')).toMatchObject({
    kind: 'run',
    entry: { name: 'Base line', tags: ['kept'], state: 'finished' },
    script: { text: 'const squareRoot = Math.sqrt(2)\n' },
    console: { lines: [{ text: 'one' }, { text: 'two' }] },
    settings: recorded('').settings,
  })
  expect(history.get('bbbb')).toMatchObject({ kind: 'sweep', data: { repeats: [repeat(2, 0), repeat(1, 0)] } })
  // The index of scripts came with version 2.
  const found = ['squareroot', 'sleep'].map((search) => history.list({ search, limit: null, offset: 0 }).entries[0]?.id)
  expect(found).toEqual(['aaaa0000', 'bbbb0000'])
  await history.close()
  const after = new library(file)
  expect(versionOf(after)).toBe(VERSION)
  after.close()
})

test('a file of a newer Parallab is left as it is', async () => {
  const file = temporaryFile()
  const database = connect(await loadLibrary(), file)
  database.exec(`PRAGMA user_version = ${VERSION + 1}`)
  database.close()
  await expect(openSample(file)).rejects.toThrow(
    `The history ${file} cannot be used: a newer Parallab has written it (version ${VERSION + 1}; known up to ${VERSION}).`,
  )
})
