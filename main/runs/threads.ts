/** The threads of a process, on Linux, where some calls of the system are for one thread alone. */
import { readdirSync } from 'node:fs'

/** @param act may be called twice for one, and for one that has ended */
export function forEachThread(pid: number, act: (thread: number) => void): void {
  // A thread that comes up meanwhile has it from one that was set, or is in the second list.
  for (let look = 0; look < 2; look++) for (const thread of threadsOf(pid)) act(thread)
}

function threadsOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number)
  } catch {
    // It has ended.
    return []
  }
}
