/**
 * Pairs of scripts, one for CPython and one for the lab, must print the same. What CPython prints is recorded beside
 * them, for machines without that version: `npx vitest run --project lab tests/differential -u` records it anew.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runFile } from '../lab/parallab'

const folder = import.meta.dirname
const pairs = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name) => path.join(folder, name.slice(0, -3)))
const python = spawnSync('python3', ['-c', 'import sys; assert sys.version_info[:2] == (3, 11)']).status === 0

for (const pair of pairs) {
  test.concurrent(`${path.basename(pair)} prints in the lab what it prints in CPython`, async () => {
    const { stdout, code } = await runFile(`${pair}.ts`)
    expect([stdout.split('\n'), code]).toEqual([(await readFile(`${pair}.out`, 'utf8')).split('\n'), 0])
  })

  if (python)
    test(`${path.basename(pair)}.out is what CPython prints`, async () => {
      const { stdout, status, stderr } = spawnSync('python3', ['-B', `${pair}.py`], {
        encoding: 'utf8',
        timeout: 50_000,
      })
      expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
      await expect(stdout).toMatchFileSnapshot(`${pair}.out`)
    })
}
