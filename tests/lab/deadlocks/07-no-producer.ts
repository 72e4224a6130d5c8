// One producer ends without a word to its three consumers
import { Process, Queue } from 'multiprocessing'

async function produce(jobs: Queue<number>): Promise<void> {
  for (let i = 0; i < 9; i++) await jobs.put(i)
}

async function consume(jobs: Queue<number>): Promise<void> {
  for (;;) {
    if (jobs.empty()) console.log(Date.now())
    await jobs.get()
  }
}

if (import.meta.main) {
  const jobs = new Queue<number>()
  const producer = new Process({ target: produce, args: [jobs], name: 'Producer' })
  const consumers = [1, 2, 3].map((i) => new Process({ target: consume, args: [jobs], name: `Consumer-${i}` }))
  for (const process of [producer, ...consumers]) await process.start()
  await producer.join()
  console.log(Date.now())
  for (const consumer of consumers) await consumer.join()
}
