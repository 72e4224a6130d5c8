/** What all processors of the machine do, whoever it is for. */
import { readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Ticks a second of `/proc/stat`, whatever the kernel's own clock. */
const TICKS = 100
const FOLDER = '/sys/devices/system/cpu'

/** Seconds that all processors together were busy since some moment, with what a virtual machine's host took away. */
export function busySeconds(): number {
  if (process.platform === 'linux') return busyIn(readFileSync('/proc/stat', 'latin1'))
  return os.cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000
}

/** @param stat the text of `/proc/stat`: user, nice, system, idle, iowait, irq, softirq, steal, and guests, who are in user */
export function busyIn(stat: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] =
    /^cpu +(.*)$/m.exec(stat)?.[1]?.split(' ').map(Number) ?? []
  return (user + nice + system + irq + softirq + steal) / TICKS
}

/** The clock of the processor that is fastest at the moment, in kHz: the one that works. */
export class Clock {
  private readonly files: readonly string[]

  /** @param folder where the kernel tells of its processors */
  constructor(folder = FOLDER) {
    this.files = list(folder)
      .filter((name) => /^cpu\d+$/.test(name))
      .map((name) => path.join(folder, name, 'cpufreq/scaling_cur_freq'))
      .filter((file) => readNumber(file) !== null)
  }

  /** `null` where the system does not tell, as in most virtual machines. */
  read(): number | null {
    const all = this.files.map(readNumber).filter((value) => value !== null)
    return all.length === 0 ? null : Math.max(...all)
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readNumber(file: string): number | null {
  try {
    const value = Number(readFileSync(file, 'latin1'))
    return value > 0 ? value : null
  } catch {
    return null
  }
}
