// The end of the work is put into the queue only after its consumer has ended
import { Process, Queue } from 'multiprocessing'

function consume(jobs: Queue<number | null>): void {
  for (;;) {
    if (jobs.empty()) console.log(Date.now())
    const job = jobs.getSync()
    if (job === null) return
  }
}

if (import.meta.main) {
  const jobs = new Queue<number | null>()
  const consumer = new Process({ target: consume, args: [jobs], name: 'Consumer' })
  await consumer.start()
  for (const job of [1, 2, 3]) await jobs.put(job)
  await consumer.join()
  await jobs.put(null)
}
