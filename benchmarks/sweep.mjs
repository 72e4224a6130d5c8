/** `parallab sweep` on a script that is really parallel and on one that is serial: does it find the right size? */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../scripts/setup/command.mjs'
import { root } from '../scripts/setup/paths.mjs'

const SIZES = '1-4'

/** @returns the samples by figure. @throws Error when a sweep fails, or does not tell a best size */
export async function measureSweep() {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallab-sweep-'))
  try {
    const parallel = await sweep('sweep-parallel.ts', folder)
    const serial = await sweep('sweep-serial.ts', folder)
    const { speedUp } = parallel.points.find(({ value }) => value === 2)
    return {
      'sweep.parallel.speed-up': [speedUp.value],
      'sweep.parallel.best': [parallel.best.value],
      'sweep.parallel.least': [parallel.best.low],
      'sweep.parallel.most': [parallel.best.high],
      'sweep.serial.best': [serial.best.value],
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function sweep(script, folder) {
  const file = path.join(folder, `${script}.json`)
  const at = fileURLToPath(new URL(`cases/${script}`, import.meta.url))
  await run(
    process.execPath,
    [path.join(root, 'bin/parallab.mjs'), 'sweep', at, '--pool-sizes', SIZES, '--no-history', '--json', file],
    {
      cwd: root,
    },
  )
  const { answer } = JSON.parse(readFileSync(file, 'utf8')).entries[0]
  if (answer.best === null) throw new Error(`the sweep of ${script} does not tell: ${answer.sentence}`)
  return answer
}
