// Fill a queue that holds three items
// Watch Sharing: the queue has room for three. putNowait gives up at once where
// there is none, put would wait.
import { Full, Queue } from 'multiprocessing'

function tell(queue: Queue<string>) {
  console.log(`${queue.qsize()} items, ${queue.full() ? 'full' : 'not full'}`)
}

if (import.meta.main) {
  const queue = new Queue<string>(3)
  tell(queue)
  for (const letter of ['a', 'b', 'c']) {
    await queue.put(letter)
    tell(queue)
  }
  try {
    queue.putNowait('d')
  } catch (error) {
    if (error instanceof Full) console.log('no room for d')
  }
  for (let i = 0; i < 3; i++) {
    console.log(`got ${await queue.get()}`)
    tell(queue)
  }
  console.log(queue.empty() ? 'empty' : 'not empty')
}
