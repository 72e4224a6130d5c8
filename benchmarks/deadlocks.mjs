/** The deadlocks on purpose of the tests: how long after the last act of a script its deadlock has been found. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const scripts = fileURLToPath(new URL('../tests/lab/deadlocks', import.meta.url))
/** Seconds after which nothing will be found any more. */
const LIMIT = '20'

/**
 * @param run runs a script with these options of `parallab run`; resolves to its stdout, whatever its exit code
 * @returns the samples by figure. @throws Error when a deadlock is not found
 */
export async function measureDeadlocks(run) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallab-deadlocks-'))
  const events = path.join(folder, 'events.jsonl')
  const samples = []
  try {
    for (const script of readdirSync(scripts).filter((name) => /^\d/.test(name))) {
      const stdout = await run(path.join(scripts, script), '--break-deadlocks', '--timeout', LIMIT, '--events', events)
      const told = readFileSync(events, 'utf8').trim().split('\n').map(JSON.parse)
      const found = told.find(({ type }) => type === 'deadlock')
      if (found === undefined) throw new Error(`no deadlock was found in ${script}`)
      const at = Date.parse(told[0].startedAt) + found.at
      // Each says what time it is before its last act; once it is broken, others may say it again.
      const acts = stdout.split('\n').map(Number).filter((time) => time > 0 && time <= at) // prettier-ignore
      samples.push(at - Math.max(...acts))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return { 'deadlock.found': samples, 'deadlock.latest': [Math.max(...samples)] }
}
