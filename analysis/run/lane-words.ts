/** How the end of a process is told. */
import { texts } from '../../texts'
import { count } from '../numbers'
import type { Lane } from './lane'

/** Of a process that ended well: what it got done. */
export function noteOf(lane: Lane, short = false): string {
  const done = lane.sample?.tasksDone ?? 0
  if (done === 0 || (lane.exit !== null && lane.exit.exitcode !== 0)) return endOf(lane, short)
  return texts.things.tasks(count(done), done === 1)
}

/** How a process ended. */
export function endOf({ exit }: Lane, short = false): string {
  if (exit === null || exit.exitcode === 0) return texts.things.ended
  const reason = short ? texts.things.exit : exit.reason.replaceAll('-', ' ')
  return `${reason} ${exit.exitcode < 0 ? `\u2212${-exit.exitcode}` : exit.exitcode}`
}
