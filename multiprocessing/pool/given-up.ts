/** Calls that were given up, until their chunks have been taken back. One signal may end many: they are looked for together. */
import type { Tasks } from './tasks'
import type { Workers } from './workers'

export class GivenUp {
  private readonly tasks: Tasks
  private readonly workers: Workers
  /** By the number of the call: whether workers that have a chunk of it are replaced. */
  private readonly calls = new Map<number, boolean>()

  constructor(tasks: Tasks, workers: Workers) {
    this.tasks = tasks
    this.workers = workers
  }

  get isEmpty(): boolean {
    return this.calls.size === 0
  }

  add(call: number, alsoRunning: boolean): void {
    this.calls.set(call, alsoRunning)
  }

  /** Takes back what waits, and replaces the workers that are to be. */
  takeBack(): void {
    const { calls, workers } = this
    this.tasks.takeBack((work) => calls.has(work))
    for (const holder of workers.busy()) if (calls.get(holder.claim.work) === true) workers.strike(holder)
  }

  forget(): void {
    this.calls.clear()
  }
}
