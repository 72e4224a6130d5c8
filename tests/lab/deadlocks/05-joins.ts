// A child waits for its parent, which waits for it
import { parentProcess, Process } from 'multiprocessing'

async function wait(): Promise<void> {
  console.log(Date.now())
  await parentProcess()?.join()
}

if (import.meta.main) {
  const child = new Process({ target: wait, name: 'Child' })
  await child.start()
  child.joinSync()
}
