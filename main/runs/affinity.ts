/** Keeps processes to some of the machine's processors: sched_setaffinity(2) of each of their threads, on Linux. */
import { readFileSync } from 'node:fs'
import koffi from 'koffi'
import { forEachThread } from './threads'

/** Bytes of the system's own `cpu_set_t`: 1024 processors. */
const SIZE = 128

type SetAffinity = (thread: number, size: number, mask: Uint8Array) => number
let setAffinity: SetAffinity | undefined
/** Nothing changes them while the lab runs. */
let own: readonly number[] | undefined

/** @param count how many processors it may use, the first of those that this process has */
export function keepToProcessors(pid: number, count: number): void {
  if (process.platform !== 'linux') return
  setAffinity ??= koffi.load('libc.so.6').func('int sched_setaffinity(int, size_t, const uint8_t *)') as SetAffinity
  const mask = maskOf((own ??= ownProcessors()).slice(0, count))
  const set = setAffinity
  forEachThread(pid, (thread) => set(thread, SIZE, mask))
}

/** @param list as the kernel writes it: `0-3,8` */
export function processorsIn(list: string): readonly number[] {
  return list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.trim().split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
}

function ownProcessors(): readonly number[] {
  const [, list = '0'] = /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? []
  return processorsIn(list)
}

function maskOf(processors: readonly number[]): Uint8Array {
  const mask = new Uint8Array(SIZE)
  for (const processor of processors) mask[processor >> 3] = (mask[processor >> 3] ?? 0) | (1 << (processor & 7))
  return mask
}
