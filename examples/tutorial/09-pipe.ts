// Talk through a pipe
// Watch Sharing: a pipe is a pair of connections, one for each process, and what
// one sends the other receives.
import { Pipe, Process, type Connection } from 'multiprocessing'

async function answer(far: Connection<string>) {
  const question = await far.recv()
  await far.send(`You asked: ${question}`)
  await far.send('That is all.')
  far.close()
}

if (import.meta.main) {
  const [near, far] = Pipe<string>()
  const p = new Process({ target: answer, args: [far] })
  p.start()
  await near.send('how are you?')
  console.log(await near.recv())
  console.log(await near.recv())
  await p.join()
}
