/** docs/benchmarks.md, written by a whole run. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { root } from '../scripts/setup/paths.mjs'
import { markdownTable } from './report.mjs'

/** @returns the file's path */
export async function writePage({ command, rounds, environment, rows, load, steal }) {
  const { date, machine, versions } = environment
  const text = `# Benchmarks

Written by \`${command}\`, ${rounds} rounds, ${date}. What each case does, what the ratio means and how noise is dealt
with stands in [benchmarks/README.md](../benchmarks/README.md).

- Machine: ${machine}
- ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}
- Other load just before a measurement: median ${percent(load.median)}, most ${percent(load.most)}
- Taken by the hypervisor for other machines while a contestant ran: median ${percent(steal.median)} of the processors, most ${percent(steal.most)}

The ratio is Parallab's figure divided by the peer's, taken in each round; the table has the median of the rounds.

${markdownTable(rows)}
`
  const file = path.join(root, 'docs', 'benchmarks.md')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
  return file
}

function percent(share) {
  return `${Math.round(share * 100)} %`
}
