/** Which processes the operating system still has, though they have been told to be gone. */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds that the operating system may take to bury a process, and between two looks. */
const BURIAL = 1_000
const LOOK = 5

/** @param patience milliseconds after which those that are there are left */
export async function survivors<P extends { readonly pid: number }>(
  ended: readonly P[],
  patience = BURIAL,
): Promise<readonly P[]> {
  const until = performance.now() + patience
  for (let left = ended; ; await pause(LOOK)) {
    left = left.filter(({ pid }) => isThere(pid))
    if (left.length === 0 || performance.now() > until) return left
  }
}

/** One that has ended and was not collected is gone. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}
