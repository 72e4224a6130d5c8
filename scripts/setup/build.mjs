/** The application in out/, built when its sources have changed. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { run } from './command.mjs'
import { root } from './paths.mjs'
import { SetupError, step } from './progress.mjs'
import { hashOfFiles, isStamped, stamp } from './stamp.mjs'
import { writeTypings } from './typings.mjs'

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'utility',
  'multiprocessing',
  'protocol',
  'electron.config.ts',
  'package-lock.json',
]

export async function build() {
  const sources = SOURCES.map((name) => path.join(root, name)).filter((file) => existsSync(file))
  const wanted = hashOfFiles(sources)
  const mark = path.join(root, 'out', '.built')
  if (isStamped(mark, wanted)) return
  await step('building', () =>
    run(
      process.execPath,
      [
        path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
        'build',
        '--config',
        'electron.config.ts',
      ],
      { cwd: root },
    ).catch((error) => {
      throw new SetupError(`The build failed.\n${error.message}`)
    }),
  )
  await writeTypings(path.join(root, 'out', 'renderer', 'typings.json'))
  stamp(mark, wanted)
}
