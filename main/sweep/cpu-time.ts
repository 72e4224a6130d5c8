/**
 * CPU time as the operating system counts it. A run's is exact, also of processes that were killed: all of them are
 * main's children, and what a child and its own children have used stands to main's account once it is buried. What a
 * spare had used before the run took it is taken off.
 */
import koffi from 'koffi'
import { texts } from '../../texts/main'

const RUSAGE_CHILDREN = -1
const RUSAGE_SIZE = 144
const TIMESPEC_SIZE = 16
/** Milliseconds between two looks at whether a process is buried, and until nobody waits for it any more. */
const LOOK = 2
const PATIENCE = 1000

interface Libc {
  readonly getrusage: (who: number, usage: Buffer) => number
  readonly clockOf: (pid: number, clock: Buffer) => number
  readonly clockGettime: (clock: number, time: Buffer) => number
}

let libc: Libc | undefined

function load(): Libc {
  if (process.platform !== 'linux') throw new Error(texts.running.linuxOnly(process.platform))
  const library = koffi.load('libc.so.6')
  return {
    getrusage: library.func('int getrusage(int who, void *usage)') as unknown as Libc['getrusage'],
    clockOf: library.func('int clock_getcpuclockid(int pid, void *clock)') as unknown as Libc['clockOf'],
    clockGettime: library.func('int clock_gettime(int clock, void *time)') as unknown as Libc['clockGettime'],
  }
}

/** CPU seconds that this process has used. */
export function ownSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** From before a run to its end. */
export class CpuTime {
  private readonly libc = (libc ??= load())
  private readonly atStart = this.buried()
  private readonly pids: number[] = []
  private before = 0

  /** A process joins the run. @param warm whether it did something for itself before, as spares do */
  join(pid: number, warm: boolean): void {
    this.pids.push(pid)
    if (warm) this.before += this.living(pid)
  }

  /** Seconds that all processes of the run have used; they must have ended. */
  async total(): Promise<number> {
    const deadline = performance.now() + PATIENCE
    while (this.pids.some(exists) && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, LOOK))
    return Math.max(0, this.buried() - this.atStart - this.before)
  }

  /** What all children that are buried have used, in seconds. */
  private buried(): number {
    const usage = Buffer.alloc(RUSAGE_SIZE)
    this.libc.getrusage(RUSAGE_CHILDREN, usage)
    const time = (at: number) => Number(usage.readBigInt64LE(at)) + Number(usage.readBigInt64LE(at + 8)) / 1e6
    return time(0) + time(16)
  }

  /** What a living process has used, in seconds. */
  private living(pid: number): number {
    const clock = Buffer.alloc(4)
    const time = Buffer.alloc(TIMESPEC_SIZE)
    if (this.libc.clockOf(pid, clock) !== 0) return 0
    if (this.libc.clockGettime(clock.readInt32LE(), time) !== 0) return 0
    return Number(time.readBigInt64LE(0)) + Number(time.readBigInt64LE(8)) / 1e9
  }
}

/** Whether there is such a process, be it dead and not buried. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
