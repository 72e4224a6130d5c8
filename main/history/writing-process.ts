/** For tests: a process that keeps runs, or a sweep without end. Words: the file, its own name, how many runs or `sweep`. */
import { loadLibrary } from './database'
import { History } from './history'
import { MACHINE, recorded, repeat, SWEEP, tellRun } from './sample'

const [file = '', name = '', count = ''] = process.argv.slice(2)
const library = await loadLibrary()
const history = await History.open({ library, file, machine: MACHINE, say: (sentence) => console.log(sentence) })

if (count === 'sweep') {
  const sweep = history.recordSweep(recorded('// a sweep\n').source, SWEEP)
  console.log(sweep.id)
  for (let round = 0; ; round++) {
    sweep.repeat(repeat(1, round))
    await history.settled()
    console.log(`kept ${round}`)
  }
}
for (let i = 0; i < Number(count); i++) {
  tellRun(history, `${name}${String(i).padStart(4, '0')}`, recorded(`// script ${i} of ${name}\n`))
  // One after another, as runs are, so that the writes of two processes alternate.
  await history.settled()
}
await history.close()
console.log('done')
