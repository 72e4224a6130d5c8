// Push fruits on a queue, then pop them
// Watch Sharing: five items were put on the queue fruits and five were taken,
// the first in first.
import { Queue } from 'multiprocessing'

const FRUITS = ['Apple', 'Orange', 'Guava', 'Papaya', 'Banana']

if (import.meta.main) {
  const fruits = new Queue<string>()

  console.log('pushing items to the queue:')
  let count = 1
  for (const fruit of FRUITS) {
    console.log(`item no: ${count} ${fruit}`)
    await fruits.put(fruit)
    count += 1
  }

  console.log('popping items from the queue:')
  count = 1
  while (!fruits.empty()) {
    console.log(`item no: ${count} ${await fruits.get()}`)
    count += 1
  }
}
