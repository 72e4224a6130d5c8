/** What a run left behind: processes that carry its mark, wherever they hang in the tree. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A variable of the environment that every process of a run inherits. */
export const MARK = 'PARALLAB_TEST_RUN'

/** Milliseconds within which nothing is left of a run that was stopped, on a machine that stands still for seconds; the benchmarks have it on one that does not. */
export const STOPPED_WITHIN = 15_000

/** How long the operating system may take to bury processes that have been ended, in milliseconds. */
const BURIAL = 10_000

/** The command lines of living processes that were started with this mark. */
export function marked(mark: string): string[] {
  const found: string[] = []
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${MARK}=${mark}`)) continue
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'))) continue
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
      found.push(`${pid}: ${command.slice(0, 400)}`)
    } catch {
      // It has ended while we looked.
    }
  }
  return found
}

/** Electron's main process of a run, and none of its own. */
export function mainProcesses(mark: string): number[] {
  return numbers(mark, /^\d+: (?!.*parallab\.mjs)(?!.*--type).* run /)
}

/** Those of its processes that run scripts or wait for one. */
export function utilityProcesses(mark: string): number[] {
  return numbers(mark, /node\.mojom\.NodeService/)
}

function numbers(mark: string, command: RegExp): number[] {
  return marked(mark).flatMap((line) => (command.test(line) ? [Number.parseInt(line, 10)] : []))
}

/** Who of everybody still has a run's segment mapped or open, and what lies in /dev/shm. */
export function segments(): string[] {
  const found = readdirSync('/dev/shm').map((name) => `/dev/shm/${name}`)
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    try {
      for (const descriptor of readdirSync(`/proc/${pid}/fd`))
        if (readlinkSync(`/proc/${pid}/fd/${descriptor}`).includes('memfd:parallab')) found.push(`memfd of ${pid}`)
    } catch {
      // It has ended while we looked.
    }
  }
  return found
}

/** Processes of a run that are still there although it is over. */
export async function leftovers(mark: string): Promise<string[]> {
  const deadline = performance.now() + BURIAL
  for (;;) {
    const left = marked(mark)
    if (left.length === 0 || performance.now() > deadline) return left
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
