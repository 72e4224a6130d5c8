/**
 * A pool with its tasks recorded and one without, of two runs that take turns map by map: what does recording cost? Turns
 * so short meet the same machine, whatever else it does.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { median } from './statistics.mjs'

const PAIRS = 12
const TURNS = 24
/** Drawings of pairs for the interval of their median. */
const DRAWINGS = 2_000
const FIGURES = ['tasks', 'nothing']
const CLOCKS = { '': 'wall', '.cpu': 'cpu' }

/**
 * @param run runs the case's script with these further words
 * @returns the samples by figure: of each pair of runs the time with recording over the time without
 */
export async function measureMeasuring(run) {
  const ratios = Object.fromEntries(namesOf(FIGURES).map((name) => [name, []]))
  for (let i = 0; i < PAIRS; i++) {
    const pair = await measurePair(run)
    for (const [name, ratio] of Object.entries(pair)) ratios[name].push(ratio)
  }
  return Object.fromEntries(
    Object.entries(ratios).flatMap(([name, samples]) => {
      const [low, high] = interval(samples)
      return [
        [`measuring.${name}`, samples],
        [`measuring.${name}.low`, [low]],
        [`measuring.${name}.high`, [high]],
      ]
    }),
  )
}

const namesOf = (figures) => figures.flatMap((figure) => Object.keys(CLOCKS).map((clock) => figure + clock))

async function measurePair(run) {
  const [on, off] = await Promise.all([open(run), open(run, '--no-measure')])
  const ratios = {}
  for (const figure of FIGURES) {
    const turns = []
    for (let i = 0; i < TURNS; i++) {
      // Each is first as often as the other.
      const [first, second] = i % 2 === 0 ? [on, off] : [off, on]
      const [one, other] = [await first.ask(figure), await second.ask(figure)]
      turns.push(first === on ? { on: one, off: other } : { on: other, off: one })
    }
    for (const [name, clock] of Object.entries(CLOCKS))
      ratios[figure + name] = median(turns.map((turn) => turn.on[clock] / turn.off[clock]))
  }
  await Promise.all([on.close(), off.close()])
  return ratios
}

/** A run that is warm and waits to be asked. @throws Error when it ends instead */
async function open(run, ...words) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallab-measuring-'))
  const at = path.join(folder, 'turns')
  const server = createServer().listen(at)
  const ended = run(...words, '--', at)
  try {
    const socket = await Promise.race([new Promise((resolve) => server.once('connection', resolve)), tooSoon(ended)])
    const answers = createInterface({ input: socket })[Symbol.asyncIterator]()
    const answer = async () => JSON.parse((await Promise.race([answers.next(), tooSoon(ended)])).value)
    await answer()
    return {
      ask: (figure) => (socket.write(`${figure}\n`), answer()),
      close: () => (socket.end(), ended),
    }
  } finally {
    server.close()
    rmSync(folder, { recursive: true })
  }
}

async function tooSoon(ended) {
  await ended
  throw new Error('the run has ended before it was asked to')
}

/** Where the median of other pairs would lie, 95 times in 100. */
function interval(ratios) {
  let state = 1
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const medians = Array.from({ length: DRAWINGS }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)])),
  ).sort((a, b) => a - b)
  return [medians[Math.floor(DRAWINGS * 0.025)], medians[Math.ceil(DRAWINGS * 0.975) - 1]]
}
