/** Finds deadlocks and names them; why it raises no false alarm is written in `docs/adr/0013-deadlocks.md`. */
import type { StuckWait } from '../../protocol/run-event'
import { shortestCycle, Teller, withoutIdle } from './sentence'
import type { Snapshot } from './snapshot'
import { cores, rescueOf, stuckSet, type Stuck } from './stuck'

export type { Party, Snapshot, Thing, Wait } from './snapshot'

export interface Deadlock {
  /** The same as long as the same processes wait in the same waits. */
  readonly key: string
  readonly sentence: string
  /** The waits of the processes that lock each other up, those of the cycle that is named first. */
  readonly waits: readonly StuckWait[]
  /** Numbers of all of these processes; workers that have nothing to do are not told of in `waits`. */
  readonly processes: readonly number[]
  /** Numbers of those of the cycle, or of all that `waits` tells of. */
  readonly cycle: readonly number[]
  /** Numbers of processes outside that could end it by releasing a lock for its holder; none: it is one for certain. */
  readonly rescuers: readonly number[]
}

/**
 * @param isOneFile whether the script is a single file, so that a line says where it is
 * @param isTold whether the deadlock of these processes need not be told again
 */
export function findDeadlocks(
  snapshot: Snapshot,
  isOneFile = true,
  isTold: (processes: readonly number[]) => boolean = () => false,
): Deadlock[] {
  const stuck = stuckSet(snapshot)
  if (stuck.size === 0) return []
  const teller = new Teller(snapshot, isOneFile)
  const all = cores(stuck)
  const free = new Set([...stuck.values()].filter((party) => !all.some((core) => core.includes(party))))
  const untold = all.filter((core) => !isTold(core.map(({ process }) => process)))
  if (untold.length === 0) return []
  const certain = stuckSet(snapshot, true)
  return untold.map((core) => {
    const bystanders = waitingFor(core, free)
    for (const party of bystanders) free.delete(party)
    const active = withoutIdle(core)
    const cycle = shortestCycle(active)
    const rescue = rescueOf(core, stuck, certain, snapshot)
    const ordered = [...cycle, ...active.filter((party) => !cycle.includes(party))]
    return {
      key: core
        .flatMap(({ process, waits }) =>
          waits.map(({ kind, object, since }) => `${process} ${kind} ${object} ${since}`),
        )
        .sort()
        .join(),
      sentence: teller.sentence(active, bystanders, rescue),
      waits: ordered.flatMap((party) => told(party, teller)),
      processes: core.map(({ process }) => process),
      cycle: (cycle.length > 0 ? cycle : active).map(({ process }) => process),
      rescuers: rescue.by,
    }
  })
}

/** Those whose wait leads to the core. */
function waitingFor(core: readonly Stuck[], free: ReadonlySet<Stuck>): Stuck[] {
  const led = new Set(core.map(({ process }) => process))
  const found: Stuck[] = []
  for (let size = -1; size !== led.size;) {
    size = led.size
    for (const party of free)
      if (!led.has(party.process) && party.waits.some(({ helpers }) => helpers.some((helper) => led.has(helper)))) {
        led.add(party.process)
        found.push(party)
      }
  }
  return found
}

function told({ process, name, waits }: Stuck, teller: Teller): StuckWait[] {
  return waits.map((wait) => ({
    process,
    name,
    kind: wait.kind,
    object: wait.object,
    what: teller.what(wait),
    site: wait.site,
    waitsOn: [...new Set(wait.helpers)],
  }))
}
