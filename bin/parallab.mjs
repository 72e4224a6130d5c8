#!/usr/bin/env node
/** The command line: `parallab` opens the window, `parallab run FILE` runs a script without one, `sweep` compares sizes. */
import { existsSync, readFileSync } from 'node:fs'
import { runParallab } from '../scripts/electron.mjs'
import { setUp } from '../scripts/setup/index.mjs'

const args = process.argv.slice(2)
// main/words.ts decides; where there will be no window Electron is told before it starts.
const commands = JSON.parse(readFileSync(new URL('../main/commands.json', import.meta.url), 'utf8'))
const headless = args.length > 0 && (commands.includes(args[0]) || !existsSync(args[0]))

try {
  await setUp()
  process.exitCode = await runParallab(args, { headless })
} catch (error) {
  process.stderr.write(`parallab: ${error.name === 'SetupError' ? error.message : error.stack}\n`)
  process.exitCode = 1
}
