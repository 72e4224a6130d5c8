/** The application in out/, built when its sources have changed. */
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { runNode } from './command.mjs'
import { root } from './paths.mjs'
import { failed, step } from './progress.mjs'
import { hashOfFiles, isStamped, stamp } from './stamp.mjs'
import { writeTypings } from './typings.mjs'

/** Python's bundles are built apart, see there. */
const CONFIGS = ['electron.config.ts', 'python.config.ts']

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'utility',
  'multiprocessing',
  'python',
  'protocol',
  'analysis',
  'figures',
  'docs',
  'texts',
  ...CONFIGS,
  'package-lock.json',
]

export async function build() {
  const sources = SOURCES.map((name) => path.join(root, name)).filter((file) => existsSync(file))
  const wanted = hashOfFiles(sources)
  const mark = path.join(root, 'out', '.built')
  if (isStamped(mark, wanted)) return
  rmSync(mark, { force: true })
  const vite = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  await step('building', async () => {
    for (const config of CONFIGS)
      await runNode([vite, 'build', '--config', config], { cwd: root }).catch((error) => {
        throw failed('The build failed.', error)
      })
    await writeTypings(path.join(root, 'out', 'renderer', 'typings.json'))
  })
  stamp(mark, wanted)
}
