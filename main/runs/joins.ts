/** What a process leaves in a queue while somebody waits for its end: CPython's would never come. */
import type { Segment } from '../../multiprocessing/segment/segment'
import type { FromProcess } from '../../protocol/control'
import type { RunEvent } from '../../protocol/run-event'
import type { Member, Members } from './members'
import type { Sites } from './sites'
import { readWaiting } from './waits'

type Left = Extract<FromProcess, { type: 'left-behind' }>
type Joined = Omit<Extract<RunEvent, { type: 'joined-before-taken' }>, 'at'>

/** @returns what is to be told of it: nothing where nobody joins, or only for a time */
export function joinedBeforeTaken(
  { number: process, name, parentSlot }: Member,
  { object, label, bytes }: Left,
  { segment, members, sites }: { readonly segment: Segment; readonly members: Members; readonly sites: Sites },
): Joined | null {
  const joiner = members.at(parentSlot)
  const waits = joiner === undefined ? null : readWaiting(segment, parentSlot)
  const join = waits?.find((wait) => wait.kind === 'Process.join' && wait.object === process && !wait.endsByItself)
  if (joiner === undefined || join === undefined) return null
  const site = sites.at(join.line, join.column)
  return { type: 'joined-before-taken', process, name, joiner: joiner.name, object, label, bytes, site }
}
