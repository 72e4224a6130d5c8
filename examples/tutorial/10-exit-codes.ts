// End processes in four ways and read their exit codes
// Watch the processes: each says how it ended. A negative code is the number of
// the signal: 15 is SIGTERM, 9 is SIGKILL.
import { exit, Process, sleep } from 'multiprocessing'

function finish() {}

function leave() {
  exit(3)
}

async function waitLong() {
  await sleep(60)
}

if (import.meta.main) {
  const finished = new Process({ target: finish })
  const left = new Process({ target: leave })
  const terminated = new Process({ target: waitLong })
  const killed = new Process({ target: waitLong })
  for (const p of [finished, left, terminated, killed]) p.start()

  terminated.terminate()
  killed.kill()
  for (const p of [finished, left, terminated, killed]) await p.join()

  console.log(`finished: ${finished.exitcode}`)
  console.log(`left: ${left.exitcode}`)
  console.log(`terminated: ${terminated.exitcode}`)
  console.log(`killed: ${killed.exitcode}`)
}
