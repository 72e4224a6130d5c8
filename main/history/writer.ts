/** Which process keeps an entry, so that others can tell whether it is still at it. */
import { readFileSync } from 'node:fs'

/** Its number, and when it began, since numbers are used again. */
export function thisWriter(): string {
  return `${process.pid} ${begunAt(process.pid)}`
}

export function isAlive(writer: string): boolean {
  const pid = Number.parseInt(writer, 10)
  return isThere(pid) && writer === `${pid} ${begunAt(pid)}`
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The system's own mark of its start; `''` where there is none to be read. */
function begunAt(pid: number): string {
  if (process.platform !== 'linux') return ''
  try {
    // Behind the name, which may hold anything, stands the state: field 3; the start is field 22.
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
