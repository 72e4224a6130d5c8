// Wait until every task is done
// Watch the lanes: queue.join() waits not for a process but for the work: until
// taskDone() was called once for each item that was put.
import { JoinableQueue, Process } from 'multiprocessing'

async function work(tasks: JoinableQueue<number | null>) {
  for (let n = await tasks.get(); n !== null; n = await tasks.get()) {
    console.log(`task ${n} is done`)
    tasks.taskDone()
  }
  console.log('nothing more to do')
}

if (import.meta.main) {
  const tasks = new JoinableQueue<number | null>()
  const p = new Process({ target: work, args: [tasks] })
  p.start()
  for (let n = 1; n <= 4; n++) await tasks.put(n)
  await tasks.join()
  await tasks.put(null)
  await p.join()
  console.log('all tasks are done')
}
