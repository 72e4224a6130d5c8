/** What processes of Python take of the machine's memory, and how many have room in it. */
import os from 'node:os'

/** Bytes of one before its script has made anything: the interpreter and what it has imported. */
const PROCESS = 150 * 2 ** 20
/** Live processes that a run may have however little is free: the script and a few of its own. */
const LEAST = 4

/** Bytes that are free, of those that this process may have. */
function free(): number {
  return Math.min(os.freemem(), process.constrainedMemory() || Infinity)
}

/** @returns `wanted`, or how many live processes of Python have room; then with the MB that each was taken to need */
export function roomFor(wanted: number, bytes = free()): { readonly room: number; readonly each: number } {
  const most = Math.max(LEAST, Math.floor(bytes / PROCESS))
  return most < wanted ? { room: most, each: PROCESS / 2 ** 20 } : { room: wanted, each: 0 }
}

/** @returns `wanted`, or how many spares leave most of the memory to the scripts */
export function spareLimit(wanted: number, bytes = free()): number {
  return Math.min(wanted, Math.floor(bytes / 4 / PROCESS))
}
