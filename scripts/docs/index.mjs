/**
 * `npm run docs`: makes the pages in `docs` that are made of code, then the site in `out/site`. `npm run docs -- api`: the
 * first of them, without Electron; `npm run docs -- site`: the site of the pages as they are.
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { answersFile, renderAnswers } from './answers.mjs'
import { apiPage, renderApi } from './api.mjs'
import { libraryProgram, publicNames } from './library.mjs'
import { setUp } from '../setup/index.mjs'
import { root } from '../setup/paths.mjs'
import { siteFolder, writeSite } from './site.mjs'
import { behavioursOf, conformancePage, conformanceScripts, renderConformance } from './conformance.mjs'

const bin = path.join(root, 'bin', 'parallab.mjs')

/** What a script prints in the lab. */
function run(script) {
  const child = spawn(process.execPath, [bin, 'run', script, '--no-history'], { stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  return new Promise((resolve) => child.once('close', () => resolve(output)))
}

function site() {
  process.stdout.write(`${path.relative(root, siteFolder)}: ${writeSite()} pages\n`)
}

if (process.argv[2] === 'site') {
  site()
  process.exit()
}
const names = publicNames(libraryProgram())
writeFileSync(apiPage, renderApi(names))
writeFileSync(answersFile, renderAnswers(names))
process.stdout.write(`docs/api.md: ${names.length} names\n`)
if (process.argv[2] === 'api') process.exit()

await setUp()
const behaviours = []
for (const script of conformanceScripts()) behaviours.push(...behavioursOf(await run(script)))
const failed = behaviours.filter(({ failure }) => failure !== null)
for (const { id, failure } of failed) process.stderr.write(`${id}: ${failure}\n`)
if (failed.length > 0) process.exit(1)
writeFileSync(conformancePage, renderConformance(behaviours))
writeFileSync(answersFile, renderAnswers(names))
process.stdout.write(`docs/conformance.md: ${behaviours.length} behaviours\n`)
site()
