// What an idle process costs: the proportional set size of four that wait
import { readFileSync } from 'node:fs'
import { Process, Queue, sleep } from 'multiprocessing'
import { report } from './figure'

const COUNT = 4

async function idle(ready: Queue<number>, end: Queue<number>): Promise<void> {
  ready.putSync(process.pid)
  await end.get()
}

/** Megabytes, as the kernel shares out pages that several processes map. */
function pss(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
  return (Number(kilobytes) * 1024) / 1e6
}

if (import.meta.main) {
  const ready = new Queue<number>()
  const end = new Queue<number>()
  const children = Array.from({ length: COUNT }, () => new Process({ target: idle, args: [ready, end] }))
  for (const child of children) void child.start()
  const pids: number[] = []
  while (pids.length < COUNT) pids.push(await ready.get())
  await sleep(1)
  report('memory', [pids.map(pss).reduce((sum, each) => sum + each, 0) / COUNT])
  for (let i = 0; i < COUNT; i++) end.putSync(0)
  for (const child of children) await child.join()
}
