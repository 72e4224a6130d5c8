/** What bad input gets on the command line: one line that says what is wrong, exit code 2, and nothing started. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parallab, runScript } from './parallab'

let folder: string
const at = (name: string) => path.join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-bad-input-'))
  await mkdir(at('folder.ts'))
  await writeFile(at('right.ts'), `console.log('it runs')\n`)
  await writeFile(at('binary.ts'), Uint8Array.of(0xff, 0xfe, 0x00))
  await writeFile(at('large.ts'), '/'.repeat(6_000_000))
})
afterAll(() => rm(folder, { recursive: true }))

test.concurrent.for<[string, (file: typeof at) => string[], (file: typeof at) => string]>([
  ['a missing file', (at) => ['run', at('none.ts')], (at) => `${at('none.ts')}: there is no such file`],
  ['a folder', (at) => ['run', at('folder.ts')], (at) => `${at('folder.ts')}: it is a folder`],
  ['what is no text', (at) => ['run', at('binary.ts')], (at) => `${at('binary.ts')}: it is not UTF-8 text`],
  [
    'a huge file',
    (at) => ['run', at('large.ts')],
    (at) => `${at('large.ts')}: it is larger than 5 MB; is it a script?`,
  ],
  ['no file', () => ['run'], () => 'which script? parallab run FILE'],
  ['an unknown option', (at) => ['run', at('right.ts'), '--fast'], () => "Unknown option '--fast'"],
  [
    'a pool size that is no positive integer',
    (at) => ['run', at('right.ts'), '--pool-size', '-1'],
    () => "--pool-size must be a whole number from 1 to 64, not '-1'",
  ],
  [
    'sizes that are no positive integers',
    (at) => ['sweep', at('right.ts'), '--pool-sizes', '1,0'],
    () => "--pool-sizes must be whole numbers from 1 to 64, not '0'",
  ],
  [
    'results of a sweep that cannot be written',
    (at) => ['sweep', at('right.ts'), '--json', at('none/a.json')],
    (at) =>
      `--json: ${at('none/a.json')} cannot be written: ENOENT: no such file or directory, open '${at('none/a.json')}'`,
  ],
  [
    'a negative time limit',
    (at) => ['run', at('right.ts'), '--timeout', '-1'],
    () => "--timeout must be a number of seconds above 0 and at most 2147483, not '-1'",
  ],
  [
    'an unknown command',
    () => ['frobnicate'],
    () => "there is neither a command nor a file 'frobnicate'; parallab --help lists what there is",
  ],
  [
    'an unknown option before a command',
    () => ['--frobnicate'],
    () => "there is neither a command nor a file '--frobnicate'; parallab --help lists what there is",
  ],
  [
    'the window without a display',
    (at) => [at('right.ts')],
    () =>
      'There is no display for the window. Start it where there is one, or on a virtual one: xvfb-run -a npm start.\n' +
      'parallab: Scripts run without: parallab run FILE',
  ],
])('%s', async ([, words, message]) => {
  expect(await parallab(...words(at))).toEqual({ code: 2, stdout: '', stderr: `parallab: ${message(at)}\n` })
})

test.concurrent('a script that does not compile: its errors with line and column, and nothing runs', async () => {
  const events = at('events.ndjson')
  const outcome = await runScript(`console.log('never')\nconst a = = 2\n`, '--events', events)
  expect([outcome.code, outcome.stdout]).toEqual([2, ''])
  expect(outcome.stderr).toMatch(/^\S+script\.ts:2:11: error: .+\n {4}const a = = 2\n {14}\^\n$/)

  expect(existsSync(events)).toBe(false)
})

test.concurrent('an imported file that does not compile is named', async () => {
  await writeFile(at('broken.ts'), 'export const n = 1\nexport const = 2\n')
  await writeFile(at('importing.ts'), `import { n } from './broken.ts'\nconsole.log(n)\n`)
  const outcome = await parallab('run', at('importing.ts'))
  expect([outcome.code, outcome.stdout]).toEqual([2, ''])
  expect(outcome.stderr).toMatch(/^\S+broken\.ts:2:14: error: .+\n {4}export const = 2\n/)
})

test.concurrent('what is asked for is told: help, version, what runs here', async () => {
  const help = await parallab('--help')
  expect([help.code, help.stderr]).toEqual([0, ''])
  for (const word of [
    'parallab run FILE',
    '--pool-size N',
    '--timeout S',
    '--events FILE',
    '--json',
    'parallab sweep FILE',
    'parallab doctor',
  ])
    expect(help.stdout).toContain(word)
  expect(await parallab('--version')).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: '',
  })
  const doctor = await parallab('doctor')
  expect([doctor.code, doctor.stderr]).toEqual([0, ''])
  expect(doctor.stdout.match(/^ok {3}\w[\w ]+?(?= {2})/gm)?.map((line) => line.slice(5))).toEqual([
    'Electron',
    'processors',
    'memory',
    'shared memory',
    'processes',
    'Python',
    'history',
    'display',
  ])
})
