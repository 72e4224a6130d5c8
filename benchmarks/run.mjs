/** `npm run bench`: Parallab and its peers in alternation, and the ratios of the same run. See benchmarks/README.md. */
import { writeFileSync } from 'node:fs'
import { setUp } from '../scripts/setup/index.mjs'
import { measure, PARALLAB } from './contestants.mjs'
import { environment } from './environment.mjs'
import { parseOptions, USAGE } from './options.mjs'
import { writePage } from './page.mjs'
import { installPeers, lacks } from './peers.mjs'
import { untilQuiet } from './quiet.mjs'
import { rowsOf, textTable } from './report.mjs'
import { median } from './statistics.mjs'
import { stealSince } from './steal.mjs'

try {
  const options = parseOptions(process.argv.slice(2))
  if (options.help) process.stdout.write(`${USAGE}\n`)
  else process.exitCode = await bench(options)
} catch (error) {
  process.stderr.write(`bench: ${error.message}\n`)
  process.exitCode = 2
}

/** @returns 1 when a case of Parallab's own could not be measured */
async function bench({ cases, isWhole, rounds, json }) {
  await setUp()
  const peers = await installPeers()
  const found = await environment(peers)
  const conditions = { load: [], steal: [] }
  const results = {}
  for (const each of cases) results[each.name] = await measureCase(each, { rounds, peers, conditions })
  const rows = cases.flatMap((each) => rowsOf(each, results[each.name]))
  process.stdout.write(`\n${textTable(rows)}\n`)
  const [load, steal] = [conditions.load, conditions.steal].map((all) => ({
    median: median(all),
    most: Math.max(...all),
  }))
  if (json !== null)
    writeFileSync(json, `${JSON.stringify({ ...found, rounds, load, steal, rows, results }, undefined, 2)}\n`)
  if (isWhole) {
    const command = ['npm run bench', ...(process.argv[2] === undefined ? [] : ['--', ...process.argv.slice(2)])]
    const file = await writePage({ command: command.join(' '), rounds, environment: found, rows, load, steal })
    process.stdout.write(`\nwritten: ${file}\n`)
  } else process.stdout.write('\nonly some cases: docs/benchmarks.md is left as it is\n')
  return Object.values(results).some((result) => result[PARALLAB].reason !== null) ? 1 : 0
}

/** Each round runs every contestant once; Parallab runs behind its first peer, which is the one that the goals name. */
async function measureCase(each, { rounds, peers, conditions }) {
  const [first, ...others] = each.peers
  const contestants = [...(first === undefined ? [] : [first]), PARALLAB, ...others]
  const nameOf = (contestant) => (contestant === PARALLAB ? PARALLAB : contestant.name)
  const result = Object.fromEntries(
    contestants.map((contestant) => [
      nameOf(contestant),
      { rounds: [], reason: contestant === PARALLAB ? null : lacks(peers, contestant) },
    ]),
  )
  for (let round = 1; round <= rounds; round++)
    for (const contestant of contestants) {
      const own = result[nameOf(contestant)]
      if (own.reason !== null) continue
      conditions.load.push(await untilQuiet())
      const steal = stealSince()
      process.stderr.write(`${each.name} ${round}/${rounds}: ${nameOf(contestant)}\n`)
      try {
        own.rounds[round - 1] = await measure(contestant, each, peers)
      } catch (error) {
        own.reason = 'failed'
        process.stderr.write(`${each.name}: ${nameOf(contestant)} failed: ${error.message}\n`)
      }
      conditions.steal.push(steal())
    }
  return result
}
