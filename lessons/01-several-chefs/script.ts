// One chef, several chefs
// Watch the processors: one chef uses one of them, however many there are.
import { cpuCount, Process } from 'multiprocessing'

const CHEFS = 1
const DISHES = ['soup', 'bread', 'salad', 'cake']

/** Cooks every dish whose turn it is: a chef takes each CHEFS-th one. */
function cook(first: number) {
  for (let i = first; i < DISHES.length; i += CHEFS) {
    work(i)
    console.log(`${DISHES[i]} is ready`)
  }
}

/** Keeps a processor busy for a moment. */
function work(seed: number): number {
  let x = seed
  for (let i = 0; i < 250_000_000; i++) x = Math.imul(x, 1_103_515_245) + 12_345
  return x
}

if (import.meta.main) {
  console.log(`${cpuCount()} processors, ${CHEFS} of them cook`)
  const started = performance.now()
  const chefs = Array.from({ length: CHEFS }, (_, i) => new Process({ target: cook, args: [i], name: `Chef-${i + 1}` }))
  for (const chef of chefs) chef.start()
  for (const chef of chefs) await chef.join()
  console.log(`dinner after ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
