#!/usr/bin/env node
/** The command line: `parallab` opens the window, `parallab run FILE` runs a script without one. */
import { runParallab } from '../scripts/electron.mjs'
import { setUp } from '../scripts/setup/index.mjs'

const WITHOUT_WINDOW = ['run', 'sweep', 'runs', 'doctor', '--help', '-h', '--version']
const args = process.argv.slice(2)

try {
  await setUp()
  process.exitCode = await runParallab(args, { headless: WITHOUT_WINDOW.includes(args[0]) })
} catch (error) {
  process.stderr.write(`parallab: ${error.name === 'SetupError' ? error.message : error.stack}\n`)
  process.exitCode = 1
}
