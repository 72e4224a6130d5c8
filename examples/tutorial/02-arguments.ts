// Give arguments to two processes
// Watch the lanes: both processes are started before the first one is waited for,
// so that they work at the same time.
import { Process } from 'multiprocessing'

function cube(n: number) {
  console.log(`The Cube is: ${n * n * n}`)
}

function square(n: number) {
  console.log(`The Square is: ${n * n}`)
}

if (import.meta.main) {
  const p1 = new Process({ target: cube, args: [7] })
  const p2 = new Process({ target: square, args: [8] })
  p1.start()
  p2.start()
  await p1.join()
  await p2.join()
  console.log('Both processes are finished')
}
