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

/**
 * The greatest set of processes that only wait, and for nothing that anybody outside of the set could bring about.
 * @param inDoubt see `helpersOf`
 */
export function stuckSet(snapshot: Snapshot, inDoubt = false): ReadonlyMap<number, Stuck> {
  const stuck = new Map<number, Stuck>()
  for (const party of snapshot.parties) {
    const waits = (party.waits ?? []).map((wait) => ({ ...wait, helpers: helpersOf(wait, party, snapshot, inDoubt) }))
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

/** How a deadlock might end after all: if one of its locks is meant as a signal, for the first time. */
export interface Rescue {
  /** Numbers of the processes outside that could release such a lock, though another holds it. */
  readonly by: readonly number[]
  /** The waits for these locks. */
  readonly waits: readonly Held[]
}

/** @param certain those that are stuck whoever may release the locks */
export function rescueOf(
  core: readonly Stuck[],
  stuck: ReadonlyMap<number, Stuck>,
  certain: ReadonlyMap<number, Stuck>,
  snapshot: Snapshot,
): Rescue {
  const by = new Set<number>()
  const waits = new Set<Held>()
  const doubtful = new Set(core.filter(({ process }) => !certain.has(process)))
  for (const party of doubtful)
    for (const wait of party.waits)
      for (const helper of helpersOf(wait, party, snapshot, true) ?? []) {
        const other = stuck.get(helper)
        if (other === undefined) {
          by.add(helper)
          waits.add(wait)
        } else if (!certain.has(helper)) doubtful.add(other)
      }
  return { by: [...by], waits: [...waits] }
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
