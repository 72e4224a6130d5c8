/** CPython's own tests in the lab: some classes a run, which is ended when a test takes too long. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../bin/parallab.mjs', import.meta.url))
const script = fileURLToPath(new URL('./suite.py', import.meta.url))
/** Begins the lines that suite.py means for us. */
const MARK = '\x1e'
/** Milliseconds that a run has to end once it was asked to. */
const GRACE = 10_000

/** @returns module and `Class.test` of all tests of the suite */
export async function listTests(suite) {
  const tests = []
  await run([suite, 'list'], suite, { limit: 300_000, onTold: (told) => tests.push(told) })
  if (tests.length === 0) throw new Error('the suite has no tests: its script failed in the lab')
  return tests.map(({ module, test }) => ({ module, test }))
}

/**
 * Runs tests of one module. A test that hangs or ends its process ends the run with it; the rest goes on in another.
 * @param limit milliseconds for one test, with what comes before the first
 * @param onVerdict called with each test, its verdict (passed, skipped, failed, error, expected, hung, crashed) and the reason
 */
export async function runTests(suite, module, tests, { limit, onVerdict, onOutput }) {
  for (let left = tests; left.length > 0;) {
    let begun = null
    const done = new Set()
    const end = (test, verdict, reason) => {
      done.add(test)
      onVerdict(test, verdict, reason)
    }
    const onTold = (told) => {
      if (told.type === 'begins') begun = told.test
      if (told.type === 'ended') end(told.test, told.verdict, told.reason)
      if (told.type === 'whole')
        for (const test of left) if (!done.has(test) && test.startsWith(told.of)) end(test, told.verdict, told.reason)
    }
    const isOver = await run([suite, module, ...left], suite, { limit, onTold, onOutput })
    left = left.filter((test) => !done.has(test))
    const [at] = left.includes(begun) ? [begun] : left
    if (at !== undefined)
      end(at, isOver ? 'crashed' : 'hung', isOver ? 'the run ended' : `no end after ${limit / 1000} s`)
    left = left.filter((test) => test !== at)
  }
}

/** @returns whether it ended by itself */
function run(args, cwd, { limit, onTold, onOutput = () => undefined }) {
  const child = spawn(process.execPath, [bin, 'run', script, '--no-history', '--', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let isOver = true
  let timer
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      isOver = false
      child.kill()
      timer = setTimeout(() => child.kill('SIGKILL'), GRACE)
    }, limit)
  }
  wait()
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      if (!line.startsWith(MARK)) return onOutput(line)
      if (isOver) wait()
      onTold(JSON.parse(line.slice(MARK.length)))
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(timer)
      resolve(isOver)
    })
  })
}
