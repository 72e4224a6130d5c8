// The consumer takes items and does not say that they are done
import { JoinableQueue, Process } from 'multiprocessing'

function consume(jobs: JoinableQueue<number>): void {
  for (;;) {
    const job = jobs.getSync()
    if (job === 1) jobs.taskDone()
  }
}

if (import.meta.main) {
  const jobs = new JoinableQueue<number>()
  const consumer = new Process({ target: consume, args: [jobs], name: 'Consumer' })
  await consumer.start()
  for (const job of [1, 2]) await jobs.put(job)
  console.log(Date.now())
  await jobs.join()
}
