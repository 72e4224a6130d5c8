/** The history with 10,000 runs: its list, its search, and what keeping one more run takes when the run is over. */
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { root } from '../scripts/setup/paths.mjs'

const RUNS = 10_000
const SCRIPTS = 200
const SAMPLES = 9
/** Looks at the run that is kept, 50 ms each, and chunks that end between two of them. */
const LOOKS = 400
const CHUNKS = 5

/** @returns the samples by figure, in milliseconds */
export async function measureHistory() {
  // In the checkout, where the library is found.
  const folder = path.join(root, '.setup', `bench-history-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    const parts = await bundled(folder)
    const library = await parts.loadLibrary()
    const say = (sentence) => process.stderr.write(`${sentence}\n`)
    const history = new parts.History({
      library,
      file: path.join(folder, 'history.sqlite'),
      machine: parts.MACHINE,
      say,
    })
    for (let i = 0; i < RUNS; i++) {
      const script = `// script ${i % SCRIPTS}\nconst needle${i % SCRIPTS} = 1\n`
      parts.tellRun(history, (i * 2_654_435_761).toString(16).padStart(12, '0'), parts.recorded(script))
      if (i % 100 === 0) await history.settled()
    }
    await history.settled()
    const list = (search, limit) => () => history.list({ search, limit, offset: 0 })
    const figures = {
      'history.list': await samples(list('', 100)),
      'history.list.all': await samples(list('', null)),
      'history.search': await samples(list('needle17 primes', 100)),
      'history.keep': await samples(
        (listener) => keep(history, listener),
        (n) => begin(parts, history, n),
      ),
    }
    await history.close()
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function bundled(folder) {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('cases/history.ts', import.meta.url)),
    platform: 'node',
    external: ['@photostructure/sqlite', 'electron', 'koffi'],
  })
  const file = path.join(folder, 'history.mjs')
  await bundle.write({ file, format: 'esm' })
  await bundle.close()
  return import(pathToFileURL(file).href)
}

/** The first one warms up. */
async function samples(work, before = () => undefined) {
  const times = []
  for (let n = 0; n <= SAMPLES; n++) {
    const given = await before(n)
    const start = performance.now()
    await work(given)
    times.push(performance.now() - start)
  }
  return times.slice(1)
}

/** A run of 20 s with 2,000 chunks that is about to end. */
async function begin(parts, history, n) {
  const listener = history.recordRun(parts.recorded('// script 1\n')).over(parts.SILENT)
  const runId = `kept-${n}`
  listener.event({ type: 'run-started', at: 0, runId, file: '', poolSize: 2, startedAt: new Date().toISOString() })
  for (let i = 1; i <= LOOKS; i++) listener.telemetry(parts.look(i * 50, chunks(i)))
  await history.settled()
  return listener
}

async function keep(history, listener) {
  listener.event({ type: 'run-ended', at: LOOKS * 50, exitcode: 0, outcome: 'finished', seconds: LOOKS / 20 })
  await history.settled()
}

function chunks(look) {
  const all = Array.from({ length: CHUNKS }, (_, i) => look * 50 - 49 + i * 9)
  return {
    process: all.map((_, i) => 1 + (i % 2)),
    map: all.map(() => 2),
    index: all,
    count: all.map(() => 1),
    start: all,
    end: all.map((at) => at + 8.123),
    failed: all.map(() => false),
    dropped: 0,
  }
}
