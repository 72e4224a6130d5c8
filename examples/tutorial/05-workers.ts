// Share eight tasks among three processes
// Watch the lanes: each process takes the next task as soon as it is done with
// the last one, so nobody decides beforehand who does which.
import { currentProcess, Empty, Process, Queue, sleep } from 'multiprocessing'

// A number as argument makes all waits that many times as long: 0.1 for a tenth.
const PACE = Number(process.argv[2] ?? 1)
const TASKS = 8
const PROCESSES = 3

async function work(toDo: Queue<string>, done: Queue<string>) {
  while (true) {
    let task: string
    try {
      task = toDo.getNowait()
    } catch (error) {
      if (error instanceof Empty) break
      throw error
    }
    console.log(task)
    await done.put(`${task} is done by ${currentProcess().name}`)
    await sleep(0.5 * PACE)
  }
}

if (import.meta.main) {
  const toDo = new Queue<string>()
  const done = new Queue<string>()
  for (let i = 0; i < TASKS; i++) await toDo.put(`Task no ${i}`)

  const processes = []
  for (let i = 0; i < PROCESSES; i++) {
    const p = new Process({ target: work, args: [toDo, done] })
    processes.push(p)
    p.start()
  }
  for (const p of processes) await p.join()

  while (!done.empty()) console.log(await done.get())
}
