// Guard a counter with a lock
// Watch the lanes: without the lock all processes run at once and overwrite
// each other's counts; with it they wait in Lock.acquire, and none is lost.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Lock, Process } from 'multiprocessing'

const PROCESSES = 4
const TIMES = 500

async function count(file: string, lock: Lock | null) {
  for (let i = 0; i < TIMES; i++) {
    if (lock === null) addOne(file)
    else await lock.use(() => addOne(file))
  }
}

/** Between reading and writing another process may do the same. */
function addOne(file: string) {
  const before = Number(readFileSync(file, 'utf8'))
  writeFileSync(file, String(before + 1))
}

async function race(file: string, lock: Lock | null): Promise<number> {
  writeFileSync(file, '0')
  const processes = Array.from({ length: PROCESSES }, () => {
    return new Process({ target: count, args: [file, lock] })
  })
  for (const process of processes) process.start()
  for (const process of processes) await process.join()
  return Number(readFileSync(file, 'utf8'))
}

if (import.meta.main) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallab-counter-'))
  const file = path.join(folder, 'counter.txt')
  const wanted = PROCESSES * TIMES
  console.log(`without a lock: ${await race(file, null)} of ${wanted}`)
  console.log(`with a lock: ${await race(file, new Lock())} of ${wanted}`)
  rmSync(folder, { recursive: true })
}
