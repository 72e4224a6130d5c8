// Keep a list in a manager
// Watch the processes: the list lives in a process of its own, the manager; what
// the script has is a proxy, which asks that process.
import { inspect } from 'node:util'
import { Manager } from 'multiprocessing'

/** As Python prints a list. */
function show(numbers: readonly number[]) {
  console.log(`[${numbers.join(', ')}]`)
}

if (import.meta.main) {
  await using manager = Manager()
  const squares = await manager.list(Array.from({ length: 10 }, (_, i) => i * i))
  show(await squares.copy())
  console.log(inspect(squares))
  console.log(await squares.get(4))
  show(await squares.slice(2, 5))
}
