// A process of its own
// Watch the timeline: a lane for each process, from its start to its end.
import { currentProcess, parentProcess, Process } from 'multiprocessing'

async function greet() {
  const { name, pid } = currentProcess()
  console.log(`hello from ${name}, pid ${pid}, child of ${parentProcess()?.name}`)
  await new Promise((resolve) => setTimeout(resolve, 300))
  console.log(`${name} is done`)
}

if (import.meta.main) {
  const first = new Process({ target: greet, name: 'Ada' })
  const second = new Process({ target: greet, name: 'Grace' })
  first.start()
  await first.join()
  second.start()
  await second.join()
  console.log(`they ended with ${first.exitcode} and ${second.exitcode}`)
}
