/** Who could end a wait. Everything that the finder knows of the library stands here. */
import type { Party, Snapshot, Thing, Wait } from './snapshot'

/**
 * The processes of which at least one has to do something before the wait ends, the waiting one perhaps among them.
 * @param inDoubt anybody who has a Lock is taken to be able to release it, whoever holds it
 * @returns `null` when somebody else could be the one, such as a client from outside, or nothing is known
 */
export function helpersOf(wait: Wait, party: Party, snapshot: Snapshot, inDoubt = false): readonly number[] | null {
  const { parties, things } = snapshot
  if (wait.kind === 'Process.join') return parties.some(({ process }) => process === wait.object) ? [wait.object] : null
  if (wait.kind === 'task') return party.parent === null ? null : [party.parent]
  const thing = things.get(wait.object)
  if (thing === undefined) return null
  switch (wait.kind) {
    case 'Lock.acquire':
      return ofLock(thing, party, snapshot, inDoubt)
    case 'RLock.acquire':
      return thing.holders.length === 0 || thing.holders.includes(party.process) ? null : thing.holders
    case 'Pool':
      return [
        party.process,
        ...parties.filter((other) => other.isWorker && other.parent === party.process).map(({ process }) => process),
      ]
    case 'Semaphore.acquire':
    case 'BoundedSemaphore.acquire':
    case 'Condition.wait':
    case 'Event.wait':
    case 'Barrier.wait':
    case 'Queue.get':
    case 'Queue.put':
    case 'JoinableQueue.join':
    case 'Connection.recv':
    case 'Connection.send':
      return knowers(thing, party, snapshot)
    default:
      return null
  }
}

/**
 * Any process may release a Lock, but who does so for another uses it as a signal. That is expected of a lock that was
 * released so before, and of one that its own holder waits for; of all others, their holder is, as long as nobody doubts it.
 */
function ofLock(thing: Thing, party: Party, snapshot: Snapshot, inDoubt: boolean): readonly number[] | null {
  const [holder] = thing.holders
  if (holder === undefined) return null
  if (thing.isSignal || holder === party.process) return [holder, ...knowers(thing, party, snapshot)]
  return inDoubt ? [holder, ...knowers(thing, { parent: null }, snapshot)] : [holder]
}

/**
 * Who has the thing, or may come to have it, and who could end the one that waits: a process may well wait for ever on
 * purpose, to be terminated by its parent.
 */
function knowers({ knownTo }: Thing, { parent }: Pick<Party, 'parent'>, { parties }: Snapshot): number[] {
  return parties
    .filter(({ process, isUnborn }) => knownTo === null || isUnborn || process === parent || knownTo.includes(process))
    .map(({ process }) => process)
}
