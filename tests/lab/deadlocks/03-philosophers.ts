// Five philosophers, each with a fork in his left hand
import { Barrier, Lock, Process } from 'multiprocessing'

async function dine(left: Lock, right: Lock, seated: Barrier): Promise<void> {
  await left.acquire()
  await seated.wait()
  console.log(Date.now())
  await right.use(() => console.log('never'))
}

if (import.meta.main) {
  const forks = Array.from({ length: 5 }, () => new Lock())
  const seated = new Barrier(5)
  const philosophers = forks.map(
    (fork, i) =>
      new Process({ target: dine, args: [fork, forks[(i + 1) % 5] as Lock, seated], name: `Philosopher-${i + 1}` }),
  )
  for (const philosopher of philosophers) await philosopher.start()
  await Promise.all(philosophers.map((philosopher) => philosopher.join()))
}
