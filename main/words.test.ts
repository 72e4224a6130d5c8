import { expect, test } from 'vitest'
import { wantsWindow, wordsAfter, wordsOfPackage } from './words'

const at = (name: string) => `/apps/${name}`

test.each([
  ['the start scripts’ order', ['electron', '--no-sandbox', '/apps/parallab', 'a.ts'], ['a.ts']],
  ['switches of a test driver', ['electron', '--inspect=0', '-r', '/x/loader.js', '/apps/parallab'], []],
  ['options of the command line', ['electron', '/apps/parallab', 'run', 'a.ts', '--json'], ['run', 'a.ts', '--json']],
  ['the application’s folder by another name', ['electron', '/apps/../apps/parallab/', 'doctor'], ['doctor']],
])('words are found after the application: %s', (_case, argv, words) => {
  expect(wordsAfter(at('parallab'), argv)).toEqual(words)
})

test.each([
  [
    'after the launcher’s switches',
    ['--no-sandbox', '--', 'run', 'a.ts', '--', '--size=2'],
    ['run', 'a.ts', '--', '--size=2'],
  ],
  ['all of them where there is no launcher', ['run', 'a.ts', '--', '--size=2'], ['run', 'a.ts', '--', '--size=2']],
  ['options first', ['--help'], ['--help']],
  ['none', ['--log-level=3', '--'], []],
])('words of a package: %s', (_case, given, words) => {
  expect(wordsOfPackage(['/opt/parallab', ...given])).toEqual(words)
})

test.each([
  [[], true],
  [['primes.ts'], true],
  [['run', 'primes.ts'], false],
  [['run'], false],
  [['doctor'], false],
  [['--help'], false],
  [['sweep'], false],
  [['missing.ts'], false],
])('the window or the command line: %j', (words, expected) => {
  expect(wantsWindow(words, (file) => file === 'primes.ts' || file === 'run')).toBe(expected)
})
