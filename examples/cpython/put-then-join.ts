// Join a process before its queue is emptied
// Watch the processes: the child ends although nobody has taken what it has put.
// In CPython it waits until its megabyte is read, and the script waits for it.
import { Process, Queue } from 'multiprocessing'

async function send(queue: Queue<string>) {
  await queue.put('x'.repeat(2 ** 20))
}

if (import.meta.main) {
  const queue = new Queue<string>()
  const p = new Process({ target: send, args: [queue] })
  p.start()
  await p.join()
  const text = await queue.get()
  console.log(`exit code ${p.exitcode}, ${text.length} characters`)
}
