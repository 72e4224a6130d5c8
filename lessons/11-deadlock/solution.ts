// Two locks, two ways round
// Watch the line above the editor: who waits for whom?
import { Barrier, Lock, Process } from 'multiprocessing'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Moves money from one account to another, holding both; every transfer takes Ada's lock first. */
async function transfer(first: Lock, then: Lock, what: string, ready: Barrier) {
  await ready.wait()
  await first.use(async () => {
    await pause(200)
    await then.use(() => console.log(`${what} is done`))
  })
}

if (import.meta.main) {
  const ada = new Lock()
  const grace = new Lock()
  // Both begin at the same time.
  const ready = new Barrier(2)
  const first = new Process({ target: transfer, args: [ada, grace, 'Ada to Grace', ready], name: 'First' })
  const second = new Process({ target: transfer, args: [ada, grace, 'Grace to Ada', ready], name: 'Second' })
  first.start()
  second.start()
  await first.join()
  await second.join()
  console.log('both transfers are done')
}
