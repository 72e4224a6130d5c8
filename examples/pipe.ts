// Search together, talking through pipes
// Watch the lanes: the searchers work side by side. The first who finds a stamp
// tells it; the others stop when they have passed that number, and the end of
// their pipes says that they have nothing better.
import { createHash } from 'node:crypto'
import { Pipe, Process, processCpuCount, wait, type Connection } from 'multiprocessing'

const TEXT = 'shared memory'
const ZEROS = '00000'

/** Tries every `step`th number from `first` on; sends the first that fits. */
async function search(end: Connection<number>, first: number, step: number) {
  let limit = Infinity
  for (let n = first, tries = 1; n < limit; n += step, tries++) {
    if (stamp(n).startsWith(ZEROS)) return end.send(n)
    if (tries % 1000 === 0 && end.pollSync()) limit = end.recvSync()
  }
}

function stamp(n: number): string {
  return createHash('sha256').update(`${TEXT} ${n}`).digest('hex')
}

if (import.meta.main) {
  const searchers = processCpuCount()
  const ends = Array.from({ length: searchers }, (_, first) => {
    const [here, far] = Pipe<number>()
    new Process({ target: search, args: [far, first, searchers], name: `Searcher-${first + 1}` }).start()
    far.close() // the searcher has it: when that one ends, the pipe does
    return here
  })

  let best = Infinity
  while (ends.length > 0) {
    for (const end of await wait(ends)) {
      const found = await end.recv().catch(() => null)
      if (found === null) ends.splice(ends.indexOf(end), 1)
      else {
        best = Math.min(best, found)
        for (const other of ends) if (other !== end) await other.send(best).catch(() => null)
      }
    }
  }
  console.log(`${TEXT} ${best}`)
  console.log(stamp(best))
}
