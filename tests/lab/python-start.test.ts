/** How a Python process comes up: its files, its randomness, how many there may be, and how soon. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parallab, runPython } from './parallab'

test('a script reads and writes in its folder, imports from it, and has its words, whatever the folder is called', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'parallab test '))
  try {
    const inside = path.join(folder, 'Übung 1')
    await mkdir(inside)
    await writeFile(path.join(inside, 'helper.py'), `def greeting(name): return f'Hello, {name}'`)
    const file = path.join(inside, 'main.py')
    await writeFile(
      file,
      `import os, sys
from multiprocessing import Process
import helper

def write(name):
    with open(os.path.join(os.path.dirname(__file__), 'x.txt'), 'w') as file:
        file.write(helper.greeting(name))

if __name__ == '__main__':
    child = Process(target=write, args=(sys.argv[1],))
    child.start()
    child.join()
    print(child.exitcode, os.path.exists('package.json'), os.path.isdir('multiprocessing'))
`,
    )
    expect(await parallab('run', file, '--', 'Zoë')).toEqual({ code: 0, stdout: '0 True True\n', stderr: '' })
    expect(await readFile(path.join(inside, 'x.txt'), 'utf8')).toBe('Hello, Zoë')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('processes have one memory to begin with and random numbers of their own; a pool is as large as it was asked for', async () => {
  const { code, stdout, stderr } = await runPython(
    `
import os, random, uuid
from multiprocessing import Pool

def draw(_):
    return random.random(), uuid.uuid4(), os.urandom(8)

if __name__ == '__main__':
    with Pool() as pool:
        drawn = pool.map(draw, range(30), chunksize=1) + [draw(0)]
        print(len(set(a for a, b, c in drawn)), len(set(b for a, b, c in drawn)), len(set(c for a, b, c in drawn)))
        print(pool._processes, os.cpu_count())
`,
    '--pool-size',
    '3',
  )
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '31 31 31\n3 3\n', stderr: '' })
})
