/** Utilisation of the machine's processors, from the operating system's own counters. */
import os from 'node:os'

export class Cores {
  private last = os.cpus()

  /** Share of time each core was busy since the last call, 0 to 1. */
  sample(): number[] {
    const before = this.last
    this.last = os.cpus()
    return this.last.map((core, i) => {
      const then = before[i]
      if (then === undefined) return 0
      const total = sum(core.times) - sum(then.times)
      return total === 0 ? 0 : 1 - (core.times.idle - then.times.idle) / total
    })
  }
}

function sum(times: os.CpuInfo['times']): number {
  return times.user + times.nice + times.sys + times.idle + times.irq
}
