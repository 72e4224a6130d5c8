// A barrier for three, and two who come
import { Barrier, Process } from 'multiprocessing'

function begin(start: Barrier): void {
  console.log(Date.now())
  start.waitSync()
}

if (import.meta.main) {
  const start = new Barrier(3)
  const runners = [1, 2].map((i) => new Process({ target: begin, args: [start], name: `Runner-${i}` }))
  for (const runner of runners) await runner.start()
  await Promise.all(runners.map((runner) => runner.join()))
}
