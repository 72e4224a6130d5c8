/** `node tests/chaos.mjs [COUNT]`: the chaos of issue 3, COUNT times (20): 100,000 tasks, two kills a second, and as fast as replacements come up. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin/parallab.mjs', import.meta.url))
const script = fileURLToPath(new URL('lab/chaos.ts', import.meta.url))
const KINDS = [
  ['100000', 'random', '2'],
  ['5000', 'replacements', '25'],
]
/** Seconds after which a run counts as hanging. */
const LIMIT = '180'

// Builds what has changed: the runs themselves are then to say nothing on stderr.
spawnSync(process.execPath, [bin, 'doctor'])
let failed = 0
for (let round = 1; round <= Number(process.argv[2] ?? 20); round++) {
  for (const args of KINDS) {
    const start = performance.now()
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [bin, 'run', script, '--no-history', '--timeout', LIMIT, '--', ...args],
      {
        encoding: 'utf8',
      },
    )
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const isRight =
      status === 0 && stderr === '' && /^map true, imap true, each index once true, kills [1-9]/.test(stdout)
    if (!isRight) failed++
    console.log(
      `${round} ${args.join(' ')}: ${isRight ? 'ok' : `FAILED, exit code ${status}`}, ${seconds} s: ${stdout.trim()} ${stderr}`,
    )
  }
}
console.log(failed === 0 ? 'none failed' : `${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
