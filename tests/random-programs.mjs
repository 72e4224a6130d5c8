/** `node tests/random-programs.mjs [COUNT]`: COUNT correct programs drawn by lot (10,000), 1,000 a run, in which no deadlock may be found. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin/parallab.mjs', import.meta.url))
const script = fileURLToPath(new URL('lab/random-programs.ts', import.meta.url))
const A_RUN = 1000
/** Seconds after which a run counts as hanging. */
const LIMIT = '600'

// Builds what has changed: the runs themselves are then to say nothing on stderr.
spawnSync(process.execPath, [bin, 'doctor'])
const folder = mkdtempSync(path.join(tmpdir(), 'parallab-random-'))
const events = path.join(folder, 'events.jsonl')
const count = Number(process.argv[2] ?? 10_000)
let failed = 0
for (let first = 1; first <= count; first += A_RUN) {
  const start = performance.now()
  const programs = Math.min(A_RUN, count - first + 1)
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [bin, 'run', script, '--no-history', '--timeout', LIMIT, '--events', events, '--', String(first), String(programs)],
    { encoding: 'utf8' },
  )
  const found = readFileSync(events, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"type":"deadlock"'))
  const isRight = status === 0 && found.length === 0 && stdout === `${programs} programs, exit codes 0 0 0 0\n`
  if (!isRight) failed++
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${first}: ${isRight ? 'ok' : 'FAILED'}, ${seconds} s: ${stdout.trim()} ${stderr} ${found.join(' ')}`)
}
rmSync(folder, { recursive: true })
console.log(failed === 0 ? 'none failed' : `${failed} runs failed`)
process.exitCode = failed === 0 ? 0 : 1
