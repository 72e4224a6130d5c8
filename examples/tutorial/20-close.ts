// Give resources back
// Watch the console: a process and a queue that were closed refuse whatever is
// asked of them. joinThread waits until all that was put has left this process.
import { Process, Queue } from 'multiprocessing'

async function send(queue: Queue<string>) {
  await queue.put('sent before closing')
  queue.close()
  await queue.joinThread()
  await refused(() => queue.put('too late'))
}

async function refused(ask: () => unknown) {
  try {
    await ask()
  } catch (error) {
    console.log(`refused by ${(error as Error).name}`)
  }
}

if (import.meta.main) {
  const queue = new Queue<string>()
  const p = new Process({ target: send, args: [queue] })
  p.start()
  await p.join()
  console.log(await queue.get())
  console.log(`exit code ${p.exitcode}`)
  p.close()
  await refused(() => p.isAlive())
}
