/** The application in out/, built when its sources have changed. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { runNode } from './command.mjs'
import { root } from './paths.mjs'
import { failed, step } from './progress.mjs'
import { hashOfFiles, isStamped, stamp } from './stamp.mjs'
import { writeTypings } from './typings.mjs'

/** What is built, and from what; Python's bundles are built apart, see python.config.ts. */
const PARTS = [
  {
    folder: 'main',
    config: 'electron.config.ts',
    sources: [
      'main',
      'preload',
      'renderer',
      'utility',
      'multiprocessing',
      'protocol',
      'analysis',
      'figures',
      'docs',
      'texts',
    ],
  },
  { folder: 'python', config: 'python.config.ts', sources: ['python', 'utility', 'multiprocessing', 'protocol'] },
]

export async function build() {
  const changed = PARTS.map(toBuild).filter(({ mark, wanted }) => !isStamped(mark, wanted))
  if (changed.length === 0) return
  await step('building', async () => {
    for (const part of changed) await buildPart(part)
  })
}

/** The stamp goes with the folder: who removes it gets it anew. */
function toBuild({ folder, config, sources }) {
  const files = [...sources, config, 'package-lock.json'].map((source) => path.join(root, source))
  const wanted = hashOfFiles(files, path.join(root, '.setup', `sources-${folder}`))
  return { folder, config, mark: path.join(root, 'out', folder, '.built'), wanted }
}

async function buildPart({ folder, config, mark, wanted }) {
  rmSync(mark, { force: true })
  const vite = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  await runNode([vite, 'build', '--config', config], { cwd: root }).catch((error) => {
    throw failed('The build failed.', error)
  })
  if (folder === 'main') await writeTypings(path.join(root, 'out', 'renderer', 'typings.json'))
  stamp(mark, wanted)
}
