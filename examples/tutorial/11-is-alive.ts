// Ask whether a process is alive
// Watch the processes: join with a time comes back although the process goes on;
// only the second join, without one, has seen its end.
import { Event, Process } from 'multiprocessing'

async function waitFor(signal: Event) {
  await signal.wait()
}

function tell(when: string, p: Process<[Event]>) {
  console.log(`${when}: ${p.isAlive() ? 'alive' : 'not alive'}, exit code ${p.exitcode ?? 'none yet'}`)
}

if (import.meta.main) {
  const signal = new Event()
  const p = new Process({ target: waitFor, args: [signal] })
  tell('made', p)
  p.start()
  tell('started', p)
  await p.join(0.1)
  tell('waited for 0.1 seconds', p)
  signal.set()
  await p.join()
  tell('ended', p)
}
