// Share work through queues
// Watch the lanes: the workers wait in Queue.get until the first process has
// put something, and the bounded queue makes it wait in Queue.put when it is
// too far ahead of them.
import { Process, processCpuCount, Queue } from 'multiprocessing'

const LIMIT = 3_000_000
const STEP = 25_000

type Range = number | null
type Chain = { start: number; steps: number }

/** Takes ranges until there is a `null`, and puts the longest chain of each. */
async function work(ranges: Queue<Range>, chains: Queue<Chain>) {
  for (let from = await ranges.get(); from !== null; from = await ranges.get()) {
    let longest = { start: from, steps: 0 }
    for (let start = from; start < from + STEP; start++) {
      const steps = collatz(start)
      if (steps > longest.steps) longest = { start, steps }
    }
    await chains.put(longest)
  }
}

/** Steps from n to 1: half of an even number, three times an odd one plus 1. */
function collatz(n: number): number {
  let steps = 0
  for (; n > 1; steps++) n = n % 2 === 0 ? n / 2 : 3 * n + 1
  return steps
}

if (import.meta.main) {
  const ranges = new Queue<Range>(4)
  const chains = new Queue<Chain>()
  const workers = Array.from({ length: processCpuCount() }, (_, i) => {
    return new Process({ target: work, args: [ranges, chains], name: `Worker-${i + 1}` })
  })
  for (const worker of workers) worker.start()
  for (let from = 0; from < LIMIT; from += STEP) await ranges.put(from)
  for (const _ of workers) await ranges.put(null)

  let longest = { start: 1, steps: 0 }
  for (let i = 0; i < LIMIT / STEP; i++) {
    const chain = await chains.get()
    if (chain.steps > longest.steps) longest = chain
  }
  for (const worker of workers) await worker.join()
  console.log(`the longest chain below ${LIMIT} starts at ${longest.start}`)
  console.log(`and takes ${longest.steps} steps`)
}
