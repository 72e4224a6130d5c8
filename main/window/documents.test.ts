import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Documents } from './documents'
import { SettingsFile } from '../settings'

const HELLO = `// Say hello
// Watch the processes.
import {
  sleep,
  Process,
  type Queue,
} from 'multiprocessing'
`

const PYTHON = `# Say hello
import time
from multiprocessing import (
    Process,
    Queue as Line,
)
`

let folder: string
let settings: SettingsFile
let documents: Documents
const at = (name: string) => path.join(folder, name)

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-documents-'))
  await mkdir(at('examples/tutorial'), { recursive: true })
  await writeFile(at('examples/primes.ts'), '// Count primes\n// Watch pool.map\n// in the chart. More.\nexport {}\n')
  await writeFile(at('examples/lock.ts'), '// Lock\n')
  await writeFile(at('examples/tutorial/01-hello.ts'), HELLO)
  await writeFile(at('examples/tutorial/01-hello.py'), PYTHON)
  await writeFile(at('a.ts'), 'a')
  settings = await SettingsFile.read(at('settings.json'))
  documents = new Documents({ examples: at('examples'), scratch: at('scratch') }, settings)
})
afterEach(() => rm(folder, { recursive: true }))

test('a path that the user did not give is neither read nor written', async () => {
  await expect(documents.open(at('a.ts'))).rejects.toThrow('was not chosen by you')
  await expect(documents.save(at('a.ts'), 'b')).rejects.toThrow('was not chosen by you')
  await expect(documents.save(at('../a.ts'), 'b')).rejects.toThrow('was not chosen by you')
  expect(await readFile(at('a.ts'), 'utf8')).toBe('a')
})

test('a file that a message names is given if it is a script; one that was dropped is, but for the examples', async () => {
  await writeFile(at('key.pem'), 'secret')
  for (const name of ['a.ts', 'key.pem', 'examples/primes.ts', 'examples/tutorial/01-hello.ts'])
    documents.grantScript(at(name))
  expect(await documents.open(at('a.ts'))).toEqual({ path: at('a.ts'), example: null, name: 'a.ts', text: 'a' })
  await expect(documents.open(at('key.pem'))).rejects.toThrow('was not chosen by you')
  for (const name of ['examples/primes.ts', 'examples/tutorial/01-hello.ts'])
    await expect(documents.save(at(name), '')).rejects.toThrow('was not chosen by you')
  for (const name of ['key.pem', 'examples/primes.ts']) documents.grantDropped(at(name))
  expect((await documents.open(at('key.pem'))).text).toBe('secret')
  await expect(documents.save(at('examples/primes.ts'), '')).rejects.toThrow('was not chosen by you')
})

test('saving keeps the mode and the link, and leaves nothing beside', async () => {
  await chmod(at('a.ts'), 0o750)
  await symlink(at('a.ts'), at('link.ts'))
  documents.grant(at('link.ts'))
  await documents.save(at('link.ts'), 'b')
  expect(await readFile(at('a.ts'), 'utf8')).toBe('b')
  expect((await stat(at('a.ts'))).mode & 0o777).toBe(0o750)
  expect((await readdir(folder)).sort()).toEqual(['a.ts', 'examples', 'link.ts', 'settings.json'])
})

test('the last ten files are remembered, the newest first, and those that are gone are left out', async () => {
  for (let i = 0; i < 12; i++) {
    await writeFile(at(`${i}.ts`), '')
    documents.grant(at(`${i}.ts`))
    await documents.open(at(`${i}.ts`))
  }
  await documents.open(at('5.ts'))
  await rm(at('11.ts'))
  expect(documents.recent.map((file) => path.basename(file, '.ts'))).toEqual([
    '5',
    '10',
    '9',
    '8',
    '7',
    '6',
    '4',
    '3',
    '2',
  ])
  const later = new Documents({ examples: at('examples'), scratch: at('scratch') }, settings)
  expect((await later.open(at('2.ts'))).name).toBe('2.ts')
})

test('examples are described by their first comment and imports, the one to begin with first, folders last', async () => {
  const lab = { group: 'lab', uses: [], hasTwin: false }
  expect(await documents.examples()).toEqual([
    { id: 'primes.ts', title: 'Count primes', summary: 'Watch pool.map in the chart', ...lab },
    { id: 'lock.ts', title: 'Lock', summary: '', ...lab },
    {
      id: 'tutorial/01-hello.ts',
      title: 'Say hello',
      summary: 'Watch the processes',
      group: 'tutorial',
      uses: ['Process', 'sleep'],
      hasTwin: true,
    },
    {
      id: 'tutorial/01-hello.py',
      title: 'Say hello',
      summary: '',
      group: 'python',
      uses: ['Process', 'Queue'],
      hasTwin: false,
    },
  ])
})

test('an example and its twin are opened by their id alone', async () => {
  expect(await documents.example('primes.ts')).toMatchObject({ path: null, example: 'primes.ts', name: 'primes.ts' })
  const hello = { path: null, example: 'tutorial/01-hello.ts', name: '01-hello.ts', text: HELLO }
  expect(await documents.example('tutorial/01-hello.ts')).toEqual(hello)
  expect(await documents.twin('tutorial/01-hello.ts')).toBe(PYTHON)
  expect((await documents.example('tutorial/01-hello.py')).name).toBe('01-hello.py')
  for (const id of ['../a.ts', 'tutorial/../../a.ts', at('a.ts'), 'tutorial'])
    await expect(documents.example(id)).rejects.toThrow('There is no example')
  for (const id of ['primes.ts', 'tutorial/01-hello.py', '../a.ts'])
    await expect(documents.twin(id)).rejects.toThrow('There is no example')
})

test('an example stands among the examples for the compiler, a new script in the scratch folder', () => {
  expect(documents.place('/x/a.ts', null)).toBe('/x/a.ts')
  expect(documents.place(null, 'primes.ts')).toBe(at('examples/primes.ts'))
  expect(documents.place(null, 'tutorial/01-hello.ts')).toBe(at('examples/tutorial/01-hello.ts'))
  expect(documents.place(null, '../../a.ts')).toBe(at('examples/a.ts'))
  expect(documents.place(null, null)).toBe(at('scratch/untitled.ts'))
  expect(documents.place(null, 'untitled.py')).toBe(at('scratch/untitled.py'))
})
