/** `docs/conformance.md`, made of what the scripts in `tests/conformance` print in the real lab. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../setup/paths.mjs'
import { renderOwnTests } from './cpython-tests.mjs'

const folder = path.join(root, 'tests', 'conformance')
export const conformancePage = path.join(root, 'docs', 'conformance.md')

/** The scripts, in the order of the page; what they share has no behaviours of its own. */
export function conformanceScripts() {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return names
    .map((name) => path.join(folder, name))
    .filter((file) => /= behaviours\(/.test(readFileSync(file, 'utf8')))
}

/** @param output what a script printed, one behaviour a line */
export function behavioursOf(output) {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{"id":'))
    .map((line) => JSON.parse(line))
}

/** @param behaviours of all scripts */
export function renderConformance(behaviours) {
  const count = (verdict) => behaviours.filter((behaviour) => behaviour.verdict === verdict).length
  const tests = cpythonTests()
  const covered = new Set(behaviours.flatMap((behaviour) => behaviour.tests))
  const areas = grouped(behaviours)
  return [
    '# Conformance with CPython',
    '',
    'Each line is a behaviour of CPython’s `multiprocessing`, shown by a script of `tests/conformance` in the real lab;',
    '`npm run docs` makes this page of what the scripts print. The tests are those of CPython’s own suites that show the',
    'behaviour: `Lib/test/_test_multiprocessing.py` of 3.11 and, without its thread pools, `Lib/test/test_concurrent_futures`',
    'of 3.13; `3.14:` marks what CPython has only since then.',
    '',
    `${behaviours.length} behaviours: ${count('same')} same, ${count('better')} better, ${count('absent')} absent. They cover ` +
      `${tests.filter((test) => covered.has(test)).length} of the ${tests.length} tests of these suites.`,
    ...[...areas].flatMap(([area, members]) => ['', `## ${area}`, '', namesOf(members), '', ...table(members)]),
    '',
    renderOwnTests(),
  ].join('\n')
}

/** @returns tests that behaviours name and CPython’s suites do not have */
export function unknownTests(behaviours) {
  const known = cpythonTests()
  return behaviours.flatMap(({ tests }) => tests).filter((test) => !test.startsWith('3.14:') && !known.includes(test))
}

function cpythonTests() {
  return readFileSync(path.join(folder, 'cpython-tests.txt'), 'utf8').trim().split('\n')
}

/** The behaviours that the page tells of, without their tests. */
export function readConformance(page) {
  return page.split('\n## ').flatMap((section) => {
    const names = [...(/^Of (.*)\.$/m.exec(section)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name)
    return [...section.matchAll(/^\| `([\w.-]+)` \| (.*?) \| (?:\*\*)?(same|better|absent)(?:\*\*: (.*?))? \| /gm)].map(
      ([, id, says, verdict, why = '']) => ({ id, names, says: plain(says), verdict, why: plain(why) }),
    )
  })
}

function plain(cell) {
  return cell.replaceAll('\\|', '|')
}

function namesOf(behaviours) {
  const names = new Set(behaviours.flatMap(({ names }) => names))
  return `Of ${[...names].map((name) => `\`${name}\``).join(', ')}.`
}

function table(behaviours) {
  const rows = behaviours.map(({ id, says, tests, verdict, why }) => [
    `\`${id}\``,
    says,
    why === '' ? verdict : `**${verdict}**: ${why}`,
    tests.map((test) => `\`${test}\``).join(' '),
  ])
  return [['Behaviour', '', 'Here', 'CPython’s tests'], ['---', '---', '---', '---'], ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  )
}

function areaOf({ id }) {
  return id.slice(0, id.indexOf('.'))
}

function grouped(behaviours) {
  const areas = new Map()
  for (const behaviour of behaviours) areas.set(areaOf(behaviour), [...(areas.get(areaOf(behaviour)) ?? []), behaviour])
  return areas
}
