/** What the library needs of the process that it is loaded in; set once, by the bootstrap. */
import type { FromProcess } from '../protocol/control'

let post: (message: FromProcess) => void = () => {
  throw new Error("'multiprocessing' works in scripts that Parallab runs; this process is not part of a run")
}

export function setHost(send: (message: FromProcess) => void): void {
  post = send
}

/** Tells main. Messages leave at once, even from a process that blocks right after. */
export function tellMain(message: FromProcess): void {
  post(message)
}

let ignoring = false

/** From now on `interrupt()` and Ctrl+C do not reach this process. */
export function ignoreInterrupts(): void {
  ignoring = true
}

export function ignoresInterrupts(): boolean {
  return ignoring
}
