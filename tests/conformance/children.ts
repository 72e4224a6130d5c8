/** What the processes of these scripts do, and how they are asked. */
import { currentProcess, exit, Process, Queue, sleep } from 'multiprocessing'

export function nothing(): void {}

export function exits(code?: number | string): void {
  exit(code)
}

export function throws(): void {
  throw new Error('uncaught')
}

export async function sleeps(up?: Queue<unknown>): Promise<void> {
  await up?.put('up')
  await sleep(100)
}

export async function tells(out: Queue<unknown>, ...args: unknown[]): Promise<void> {
  const { name, pid, authkey, daemon, exitcode } = currentProcess()
  await out.put([args, name, pid, Buffer.from(authkey).toString('hex'), daemon, exitcode])
}

/** A function of the script whose process has been started and joined. @returns its exit code */
export async function exitcodeOf<A extends unknown[]>(
  target: (...args: A) => unknown,
  ...args: A
): Promise<number | null> {
  const p = new Process({ target, args })
  p.start()
  await p.join()
  return p.exitcode
}

/** Starts a process whose target puts its answer into the queue that is its first argument. */
export async function ask<A extends unknown[]>(
  target: (out: Queue<unknown>, ...args: A) => unknown,
  ...args: A
): Promise<unknown> {
  const out = new Queue<unknown>()
  const p = new Process({ target, args: [out, ...args] as [Queue<unknown>, ...A] })
  p.start()
  const answer = await out.get()
  await p.join()
  return answer
}
