/** What a script asks of the system: the few functions of `os`, `sys` and `time` that go with CPython's library. */
import os from 'node:os'
import { SystemExit } from './errors'
import { attached } from './segment/attachment'
import { HEADER } from './segment/layout'
import { PENDING } from './segment/attempt'
import { awaited, blocked } from './segment/waiting'

/** Processors of the machine. CPython: `multiprocessing.cpu_count`. */
export function cpuCount(): number {
  return os.cpus().length
}

/** Processors that this process may use; the run's pool size setting overrides it. CPython 3.13: `os.process_cpu_count`. */
export function processCpuCount(): number {
  return attached().segment.u32(HEADER.poolSize) || os.availableParallelism()
}

/** Ends this process: with a number as its exit code, with a text on stderr and code 1. CPython: `sys.exit`. @throws SystemExit always */
export function exit(code?: number | string): never {
  throw new SystemExit(code)
}

const sleeping = { kind: 'sleep', number: 0, slow: true, withdraw: () => undefined } as const

/** Waits, without keeping this process from anything else. CPython: `time.sleep`. @param seconds how long */
export async function sleep(seconds: number): Promise<void> {
  await awaited({ ...sleeping }, () => PENDING, { timeout: Math.max(seconds, 1e-9) })
}

/** Blocks the whole process for so many seconds. CPython: `time.sleep`. */
export function sleepSync(seconds: number): void {
  blocked({ ...sleeping }, () => PENDING, { timeout: Math.max(seconds, 1e-9) })
}
