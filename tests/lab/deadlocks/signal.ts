// What looks like a cycle of locks is none: MainProcess releases lock a for its holder, once the file in its argument is there
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { Barrier, Lock, Process } from 'multiprocessing'

async function take(first: Lock, second: Lock, both: Barrier, isSignal: boolean): Promise<void> {
  await first.acquire()
  await both.wait()
  await second.acquire()
  second.release()
  if (!isSignal) first.release()
}

if (import.meta.main) {
  const [a, b, both] = [new Lock(), new Lock(), new Barrier(2)]
  const one = new Process({ target: take, args: [a, b, both, true], name: 'One' })
  const two = new Process({ target: take, args: [b, a, both, false], name: 'Two' })
  one.start()
  two.start()
  while (!existsSync(process.argv[2] ?? '')) await pause(10)
  a.release()
  await one.join()
  await two.join()
  console.log(one.exitcode, two.exitcode)
}
