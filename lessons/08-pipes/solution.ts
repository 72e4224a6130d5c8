// A pipe and its end
// Watch the console, and the line above it when the run does not end.
import { EOFError, Pipe, Process, type Connection } from 'multiprocessing'

/** Sends three numbers and is done. */
async function count(end: Connection<number>) {
  for (const n of [1, 2, 3]) await end.send(n)
  end.close()
}

if (import.meta.main) {
  const [here, far] = Pipe<number>()
  const child = new Process({ target: count, args: [far], name: 'Counter' })
  child.start()
  far.close()
  try {
    for (;;) console.log(`received ${await here.recv()}`)
  } catch (error) {
    if (!(error instanceof EOFError)) throw error
    console.log('the other end is closed')
  }
  await child.join()
}
