/** What became of CPython's own tests in the lab (`node tests/python/suite.mjs`), and the section of the page about it. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../setup/paths.mjs'

const folder = path.join(root, 'tests', 'python')
const file = path.join(folder, 'results.json')
const page = path.join(root, 'docs', 'conformance.md')
const HEADING = "## CPython's own tests"
/** @type {readonly { readonly tests: readonly string[], readonly why: string }[]} tests as `Class.test`, or whole classes */
const LEFT_OUT = JSON.parse(readFileSync(path.join(folder, 'left-out.json'), 'utf8'))

/** Why a test is not run, `undefined`: it is. */
export function leftOutOf(test) {
  return LEFT_OUT.find(({ tests }) => tests.includes(test) || tests.includes(test.split('.')[0]))?.why
}

export function readResults() {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Keeps what became of the tests. @param all the suite's tests: others are forgotten */
export function writeResults(version, all, results) {
  const known = all.map(({ test }) => test).filter((test) => results.has(test) || leftOutOf(test) !== undefined)
  const tests = Object.fromEntries(known.map((test) => [test, outcomeOf(test, results)]))
  writeFileSync(file, `${JSON.stringify({ version, total: all.length, tests }, null, 2)}\n`)
}

/** Renews the section of the page. */
export function writeSection() {
  const text = readFileSync(page, 'utf8')
  const at = text.indexOf(`\n${HEADING}`)
  writeFileSync(page, `${(at < 0 ? text : text.slice(0, at)).trimEnd()}\n\n${renderOwnTests()}`)
}

function outcomeOf(test, results) {
  const why = leftOutOf(test)
  return why === undefined ? results.get(test) : { verdict: 'left out', reason: why }
}

/** @returns the items by what `keyOf` says of them, in their order */
export function groupedBy(items, keyOf) {
  const groups = new Map()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

/** The section, to stand at the end of the page. */
export function renderOwnTests() {
  const { version, total, tests } = readResults()
  const outcomes = Object.entries(tests)
  const count = (verdicts, of = outcomes) => of.filter(([, { verdict }]) => verdicts.includes(verdict)).length
  const classes = groupedBy(outcomes, ([test]) => test.split('.')[0])
  const passed = ['passed', 'expected']
  const failed = ['failed', 'error', 'hung', 'crashed']
  const columns = [passed, ['skipped'], failed, ['left out']]
  return [
    HEADING,
    '',
    `\`Lib/test/_test_multiprocessing.py\` of CPython ${version} with the start method spawn, run in the lab by Python scripts:`,
    '`node tests/python/suite.mjs` fetches it, runs it and writes this section. Skipped are the tests that CPython itself skips',
    'where something is missing.',
    '',
    `${outcomes.length} of the suite’s ${total} tests have been run or left out: ${count(passed)} passed, ${count(['skipped'])} skipped, ${count(failed)} failed, ` +
      `${count(['left out'])} left out.`,
    '',
    ...table(
      ['Class', 'Passed', 'Skipped', 'Failed', 'Left out'],
      [...classes].map(([name, of]) => [`\`${name}\``, ...columns.map((verdicts) => count(verdicts, of) || '')]),
    ),
    ...reasons('Left out', outcomes, ['left out']),
    ...reasons('Failed', outcomes, failed),
    ...reasons('Skipped', outcomes, ['skipped']),
    '',
  ].join('\n')
}

/** Tests by the reason of their verdict. */
function reasons(heading, outcomes, verdicts) {
  const told = outcomes.filter(([, { verdict }]) => verdicts.includes(verdict))
  if (told.length === 0) return []
  const rows = groupedBy(told, ([, { reason = '' }]) => reason.split('\n')[0])
  return [
    '',
    `### ${heading}`,
    '',
    ...table(
      ['Why', 'Tests'],
      [...rows].map(([why, of]) => [why, of.map(([test]) => `\`${test}\``).join(' ')]),
    ),
  ]
}

function table(heads, rows) {
  return [heads, heads.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`,
  )
}
