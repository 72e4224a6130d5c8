/** The script and two children that give way to nothing but SIGKILL; it prints who they are. */
import { Process, Queue } from 'multiprocessing'

process.on('SIGTERM', () => undefined)

function spin(up: Queue<number>): void {
  up.putSync(process.pid)
  for (;;);
}

if (import.meta.main) {
  const up = new Queue<number>()
  for (let i = 0; i < 2; i++) new Process({ target: spin, args: [up] }).start()
  console.log(`${await up.get()} ${await up.get()} ${process.pid}`)
  for (;;);
}
