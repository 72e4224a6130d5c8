/**
 * Python scripts must print the same in the lab and in CPython. They are run one after the other in a few starts of each,
 * see python/run.py; what CPython prints is recorded beside them, as for the pairs of differential.test.ts.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runFile } from '../lab/parallab'

const folder = path.join(import.meta.dirname, 'python')
const driver = path.join(folder, 'run.py')
const names = readdirSync(folder)
  .filter((name) => /^def main\(/m.test(readFileSync(path.join(folder, name), 'utf8')))
  .map((name) => path.basename(name, '.py'))
/** Starts of the lab. */
const STARTS = 6
const python = spawnSync('python3', ['-c', 'import sys; assert sys.version_info[:2] == (3, 11)']).status === 0

/** What each script printed. */
function outputs(stdout: string): Map<string, string> {
  const parts = stdout.split(/^== (\w+)\n/m).slice(1)
  return new Map(parts.flatMap((part, i) => (i % 2 === 0 ? [[part, parts[i + 1] ?? ''] as const] : [])))
}

for (let start = 0; start < STARTS; start++) {
  const some = names.filter((_, i) => i % STARTS === start)
  test(`${some.join(', ')} print in the lab what they print in CPython`, async () => {
    const { stdout, stderr, code } = await runFile(driver, '--no-history', '--', ...some)
    const recorded = await Promise.all(
      some.map(async (name) => [name, await readFile(path.join(folder, `${name}.out`), 'utf8')] as const),
    )
    expect([Object.fromEntries(outputs(stdout)), code, code === 0 ? '' : stderr]).toEqual([
      Object.fromEntries(recorded),
      0,
      '',
    ])
  })
}

if (python)
  test('what is recorded is what CPython prints', async () => {
    const { stdout, status, stderr } = spawnSync('python3', ['-B', driver, ...names], {
      encoding: 'utf8',
      timeout: 120_000,
    })
    expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
    for (const [name, printed] of outputs(stdout))
      await expect(printed).toMatchFileSnapshot(path.join(folder, `${name}.out`))
  })
