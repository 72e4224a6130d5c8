/** What the first run of a Python script would have to wait for. The lab does without, so a failure ends nothing. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { electronFlags } from '../electron.mjs'
import { run } from './command.mjs'
import { electronExecutable } from './electron.mjs'
import { root } from './paths.mjs'
import { step } from './progress.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

export async function preparePython() {
  const bundles = path.join(root, 'out', 'python')
  const electron = electronExecutable()
  const wanted = hashOf(readFileSync(path.join(bundles, 'snapshot.cjs')), electron)
  const mark = path.join(bundles, '.prepared')
  if (isStamped(mark, wanted)) return
  await step('preparing Python', () =>
    run(electron, [...electronFlags({ headless: true }), root], {
      env: { ...process.env, PARALLAB_ARGV: JSON.stringify(['prepare']), PARALLAB_STARTER: String(process.pid) },
    }),
  ).then(
    () => stamp(mark, wanted),
    () => process.stderr.write('parallab: Python could not be prepared; its processes take some seconds to start\n'),
  )
}
