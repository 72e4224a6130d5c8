/** Which processes will never go on. */
import { helpersOf } from './helpers'
import type { Party, Snapshot, Wait } from './snapshot'

/** A wait, and who could end it, all of whom are stuck. */
export interface Held extends Wait {
  readonly helpers: readonly number[]
}

export interface Stuck extends Party {
  readonly waits: readonly Held[]
}

/** The greatest set of processes that only wait, and for nothing that anybody outside of the set could bring about. */
export function stuckSet(snapshot: Snapshot): ReadonlyMap<number, Stuck> {
  const stuck = new Map<number, Stuck>()
  for (const party of snapshot.parties) {
    const waits = (party.waits ?? []).map((wait) => ({ ...wait, helpers: helpersOf(wait, party, snapshot) }))
    if (waits.length > 0 && waits.every(isKnown)) stuck.set(party.process, { ...party, waits })
  }
  for (let size = -1; size !== stuck.size;) {
    size = stuck.size
    for (const [process, { waits }] of stuck)
      if (waits.some(({ helpers }) => helpers.some((helper) => !stuck.has(helper)))) stuck.delete(process)
  }
  return stuck
}

/**
 * The deadlocks in a stuck set: each a set of processes that can reach each other by asking who could help, and nobody
 * else. The others of the stuck set wait for one of these.
 */
export function cores(stuck: ReadonlyMap<number, Stuck>): Stuck[][] {
  const reach = new Map([...stuck.keys()].map((process) => [process, reachable(process, stuck)]))
  const seen = new Set<number>()
  const found: Stuck[][] = []
  for (const [process, reached] of reach) {
    if (seen.has(process) || [...reached].some((other) => reach.get(other)?.has(process) !== true)) continue
    const members = [...new Set([process, ...reached])].sort((a, b) => a - b)
    for (const member of members) seen.add(member)
    found.push(members.map((member) => stuck.get(member)).filter((member) => member !== undefined))
  }
  return found
}

function reachable(from: number, stuck: ReadonlyMap<number, Stuck>): ReadonlySet<number> {
  const reached = new Set<number>()
  const open = [from]
  for (let process = open.pop(); process !== undefined; process = open.pop())
    for (const { helpers } of stuck.get(process)?.waits ?? [])
      for (const helper of helpers)
        if (!reached.has(helper)) {
          reached.add(helper)
          open.push(helper)
        }
  return reached
}

function isKnown(wait: Wait & { readonly helpers: readonly number[] | null }): wait is Held {
  return wait.helpers !== null
}
