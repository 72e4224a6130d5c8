/** `parallab lessons`: a lesson is checked and tried in the terminal, as a teacher would who writes one. */
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { parallab, parallabWith } from './parallab'

const builtIn = fileURLToPath(new URL('../../lessons', import.meta.url))

const PAGE = `---
title: Two cooks
summary: What a second process does.
minutes: 2
checks:
  - says: Two processes ran
    hint: Start another one.
    processes: { exactly: 2 }
  - says: Each said that it was done
    hint: Let it print.
    output: { linesMatching: ^done, exactly: 2 }
---
Cook.
`

const script = (names: string) => `import { Process } from 'multiprocessing'

function cook(name: string): void {
  console.log('done ' + name)
}

if (import.meta.main) {
  for (const name of ${names}) {
    const process = new Process({ target: cook, args: [name] })
    process.start()
    await process.join()
  }
}
`

const FILES = { 'lesson.md': PAGE, 'script.ts': script("['soup']"), 'solution.ts': script("['soup', 'rice']") }

const python = (names: string) => `from multiprocessing import Process

def cook(name):
    print('done ' + name)

if __name__ == '__main__':
    for name in ${names}:
        process = Process(target=cook, args=(name,))
        process.start()
        process.join()
`

const IN_PYTHON = { 'lesson.md': PAGE, 'script.py': python("['bread']"), 'solution.py': python("['bread', 'salt']") }

/** Writes lessons beside each other. */
async function folderOf(lessons: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parallab-lessons-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, files] of Object.entries(lessons)) {
    await mkdir(path.join(folder, name), { recursive: true })
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, name, file), text)
  }
  return folder
}

test('what is wrong with a lesson is said with its file and line; a script that does not compile is wrong, too', async () => {
  const folder = await folderOf({
    bad: { ...FILES, 'lesson.md': PAGE.replace('hint: Let', 'hnt: Let') },
    broken: { ...FILES, 'solution.ts': 'const = 1' },
    good: FILES,
  })
  const at = (name: string) => path.join(folder, name)
  const { code, stdout, stderr } = await parallab('lessons', 'check', at('bad'), at('broken'), at('good'))
  expect(stdout.split('\n')).toEqual([
    `${at('bad')}/lesson.md:9: checks 2: has no 'hint'`,
    expect.stringContaining(`${at('bad')}/lesson.md:10: checks 2: there is no key 'hnt' here; did you mean 'hint'`),
    'good: Two cooks, 2 checks, no prediction',
    '',
  ])
  expect(stderr).toContain(`${at('broken')}/solution.ts:1:`)
  expect(code).toBe(1)
})

test('the checks are judged over a real run, of Python too: the script fails them, the solution passes all', async () => {
  const folder = await folderOf({ cooks: FILES, bakers: IN_PYTHON })
  const lessons = [path.join(folder, 'cooks'), path.join(folder, 'bakers')]
  const judged = (name: string, line: string) => `
${name}
${line}
failed  Two processes ran: 1 process ran beside the script; 2 wanted
        Start another one.
failed  Each said that it was done: 1 line matches ^done; 2 wanted
        Let it print.
0 of 2 checks passed
`
  expect(await parallab('lessons', 'run', ...lessons)).toMatchObject({
    code: 1,
    stdout: `cooks: Two cooks, 2 checks, no prediction
bakers: Two cooks, 2 checks, no prediction
${judged('cooks', 'done soup')}${judged('bakers', 'done bread')}`,
  })
  const solved = await parallab('lessons', 'run', ...lessons, '--solution')
  expect(solved.stdout.match(/^2 of 2 checks passed$/gm)).toHaveLength(2)
  expect(solved.code).toBe(0)
})

test('a comparison that a check demands is made', async () => {
  const check = '  - { says: Two sizes, hint: Compare, comparison: { sizes: { atLeast: 2 }, repeats: { atLeast: 2 } } }'
  const files = {
    'lesson.md': PAGE.replace(/checks:[^]*(?=---)/, `checks:\n${check}\n`),
    'script.ts': 'console.log(1)',
  }
  const folder = path.join(await folderOf({ sizes: files }), 'sizes')
  const { code, stdout } = await parallab('lessons', 'run', folder)
  expect(stdout).toContain('passed  Two sizes: ')
  expect(code).toBe(0)
})

test('lessons in the data folder are listed, and what is none is said beside them', async () => {
  const folder = await folderOf({ 'lessons/cooks': FILES, 'lessons/bad': { 'script.ts': 'export {}' } })
  const { code, stdout } = await parallabWith(folder, 'lessons')
  expect(stdout).toContain('own/cooks')
  expect(stdout).toContain(`${path.join(folder, 'lessons', 'bad', 'lesson.md')}: is missing`)
  expect(code).toBe(1)
})

const lessons = readdirSync(builtIn).map((name) => path.join(builtIn, name))
const solved = lessons.filter((folder) => existsSync(path.join(folder, 'solution.ts')))

/** Lessons that have passed and failed, by their name, with what was said of them. */
async function tried(folders: readonly string[], ...options: string[]) {
  const { stdout } = await parallab('lessons', 'run', ...folders, ...options)
  return folders.map((folder) => {
    const [, said = ''] = stdout.split(`\n${path.basename(folder)}\n`)
    const [passed, of] = /^(\d+) of (\d+) checks passed$/m.exec(said)?.slice(1) ?? []
    return { folder, isPassed: passed !== undefined && passed === of, said: said.split('checks passed')[0] }
  })
}

test('each lesson of the lab passes with its solution, or as it stands where it has none', async () => {
  const plain = lessons.filter((folder) => !solved.includes(folder))
  const found = [...(await tried(solved, '--solution')), ...(await tried(plain))]
  expect(found.filter(({ isPassed }) => !isPassed)).toEqual([])
})

test('no lesson that has a solution passes as it stands', async () => {
  expect((await tried(solved)).filter(({ isPassed }) => isPassed)).toEqual([])
})
