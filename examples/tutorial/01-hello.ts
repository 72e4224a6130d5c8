// Say hello from another process
// Watch the processes: start() makes a second one, which calls display and ends;
// join() waits for that end.
import { Process } from 'multiprocessing'

function display() {
  console.log('Hello! Welcome to Parallab')
}

if (import.meta.main) {
  const p = new Process({ target: display })
  p.start()
  await p.join()
}
