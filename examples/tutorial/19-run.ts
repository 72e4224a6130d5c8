// Write a process as a class
// Watch the processes: start() makes the process, which then calls run(); the
// fields of the object travel with it.
import { Process } from 'multiprocessing'

class Greeter extends Process {
  readonly who: string

  constructor(who: string) {
    super({ name: `Greeter of ${who}` })
    this.who = who
  }

  override run() {
    console.log(`${this.name}: hello, ${this.who}`)
  }
}

if (import.meta.main) {
  const p = new Greeter('Ada')
  p.run()
  p.start()
  await p.join()
}
