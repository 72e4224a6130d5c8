/** The least that Electron needs for a process: what a bare `utilityProcess.fork` takes and weighs. No window. */
import { app, utilityProcess } from 'electron'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const RUNS = 9
const REST = 200
const COUNT = 4

const child = fileURLToPath(new URL('child.cjs', import.meta.url))
const fork = () => utilityProcess.fork(child, [], { stdio: ['ignore', 'pipe', 'pipe'] })
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const report = (figure, samples) => console.log(JSON.stringify({ figure, samples }))

/** Milliseconds to the child's first line. */
async function start() {
  await pause(REST)
  const begin = process.hrtime.bigint()
  const forked = fork()
  const [reached] = await once(forked, 'message')
  forked.postMessage('end')
  await once(forked, 'exit')
  return Number(BigInt(reached) - begin) / 1e6
}

async function startTimes() {
  for (let i = 0; i < 2; i++) await start()
  const samples = []
  for (let i = 0; i < RUNS; i++) samples.push(await start())
  report('start.cold', samples)
}

/** Megabytes of each of a few idle children, shared pages shared out. */
async function memory() {
  const children = Array.from({ length: COUNT }, fork)
  await Promise.all(children.map((each) => once(each, 'message')))
  await pause(1000)
  const sizes = children.map(({ pid }) => /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')))
  report('memory', [sizes.reduce((sum, size) => sum + (Number(size[1]) * 1024) / 1e6, 0) / COUNT])
  for (const each of children) each.kill()
}

// Not a top-level await: Electron becomes ready only when this module has been evaluated.
void app
  .whenReady()
  .then(process.env.BENCH_CASE === 'memory' ? memory : startTimes)
  .then(() => app.exit(0))
  .catch((error) => {
    process.stderr.write(`${error.stack}\n`)
    app.exit(1)
  })
