// Ask who started this process
// Watch the tree of processes: the script started Child, and Child started
// Grandchild.
import { currentProcess, parentProcess, Process } from 'multiprocessing'

function tell() {
  const parent = parentProcess()
  console.log(`${currentProcess().name} was started by ${parent === null ? 'nobody here' : parent.name}`)
}

async function startAnother() {
  tell()
  const p = new Process({ target: tell, name: 'Grandchild' })
  p.start()
  await p.join()
}

if (import.meta.main) {
  tell()
  const p = new Process({ target: startAnother, name: 'Child' })
  p.start()
  await p.join()
}
