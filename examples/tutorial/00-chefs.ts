// One chef alone, then several at once
// Watch the lanes: the four steps of the first kitchen stand one after the other
// in one process, those of the second below each other at the same time.
import { Process, sleepSync } from 'multiprocessing'

// A number as argument makes all waits that many times as long: 0.1 for a tenth.
const PACE = Number(process.argv[2] ?? 1)
const STEPS = ['clean', 'cut', 'knead', 'bake']

function work(step: string) {
  sleepSync(0.5 * PACE)
  console.log(`${step} is done`)
}

async function seconds(kitchen: () => Promise<void>): Promise<number> {
  const begin = performance.now()
  await kitchen()
  return (performance.now() - begin) / 1000
}

async function alone() {
  for (const step of STEPS) work(step)
}

async function together() {
  const chefs = STEPS.map((step) => new Process({ target: work, args: [step] }))
  for (const chef of chefs) chef.start()
  for (const chef of chefs) await chef.join()
}

if (import.meta.main) {
  console.log(`one chef: ${(await seconds(alone)).toFixed(1)} seconds`)
  console.log(`four chefs: ${(await seconds(together)).toFixed(1)} seconds`)
}
