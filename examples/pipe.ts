// Search together, talking through pipes
// Watch the lanes: the searchers work side by side. The first who finds a stamp
// tells it; the others stop when they have passed that number, and tell that
// they have nothing better.
import { createHash } from 'node:crypto'
import { Pipe, Process, processCpuCount, wait, type Connection } from 'multiprocessing'

const TEXT = 'shared memory'
const ZEROS = '00000'

/** Tries every `step`th number from `first` on; sends the first that fits, or `Infinity` once there is a better one. */
async function search(end: Connection<number>, first: number, step: number) {
  let found = Infinity
  let limit = Infinity
  for (let n = first, tries = 1; n < limit; n += step, tries++) {
    if (stamp(n).startsWith(ZEROS)) found = limit = n
    else if (tries % 1000 === 0 && end.pollSync()) limit = end.recvSync()
  }
  await end.send(found)
  // What comes until the other end is closed is read, too: nothing that was sent is lost.
  while ((await end.recv().catch(() => null)) !== null);
}

function stamp(n: number): string {
  return createHash('sha256').update(`${TEXT} ${n}`).digest('hex')
}

if (import.meta.main) {
  const searchers = processCpuCount()
  const ends = Array.from({ length: searchers }, (_, first) => {
    const [here, far] = Pipe<number>()
    new Process({ target: search, args: [far, first, searchers], name: `Searcher-${first + 1}` }).start()
    far.close() // the searcher has it: should that one be killed, the pipe ends
    return here
  })

  let best = Infinity
  while (ends.length > 0)
    for (const end of await wait(ends)) {
      const found = await end.recv()
      end.close()
      ends.splice(ends.indexOf(end), 1)
      if (found >= best) continue
      best = found
      for (const other of ends) await other.send(best)
    }
  console.log(`${TEXT} ${best}`)
  console.log(stamp(best))
}
