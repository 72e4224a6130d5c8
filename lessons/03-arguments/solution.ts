// Arguments are copies
// Watch the console: who sees which list?
import { currentProcess, Process, Queue } from 'multiprocessing'

type Answer = Queue<string[]>

/** Gets a list, adds to it, and says what it has. */
async function shop(list: string[], answer: Answer) {
  list.push('milk')
  console.log(`${currentProcess().name} has ${list.join(', ')}`)
  await answer.put(list)
}

if (import.meta.main) {
  const list = ['bread', 'eggs']
  const answer: Answer = new Queue()
  const child = new Process({ target: shop, args: [list, answer], name: 'Child' })
  child.start()
  const brought = await answer.get()
  await child.join()
  console.log(`the child brought ${brought.join(', ')}`)
  console.log(`the script has ${list.join(', ')}`)
}
