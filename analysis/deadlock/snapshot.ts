/** What the finder looks at: the processes of a run and what they share, as they stood at one moment. */
import type { SharedKind, Site } from '../../protocol/telemetry'

export interface Snapshot {
  /** All that live, and all that are about to. */
  readonly parties: readonly Party[]
  readonly things: ReadonlyMap<number, Thing>
}

/** A process. */
export interface Party {
  readonly process: number
  readonly name: string
  readonly parent: number | null
  /** A pool's; its parent is the pool's owner. */
  readonly isWorker: boolean
  /** It has not been told yet what it is given, which may be anything. */
  readonly isUnborn: boolean
  /** All that it waits for; `null` when it does something else too, when any of it may end by itself, and when in doubt. */
  readonly waits: readonly Wait[] | null
}

/** An operation that waits. */
export interface Wait {
  /** `Lock.acquire`, … */
  readonly kind: string
  /** Number of a thing, or of the process that is joined. */
  readonly object: number
  readonly site: Site | null
  /** With its process it tells this wait from any other one. */
  readonly since: number
}

/** Something that processes share. */
export interface Thing {
  readonly object: number
  readonly kind: SharedKind
  readonly label: string
  readonly site: Site | null
  readonly holders: readonly number[]
  /** Processes that have a handle, and maybe some more; `null`: any may have one. */
  readonly knownTo: readonly number[] | null
  /** A lock that has been released by another process than its holder before. */
  readonly isSignal: boolean
  readonly depth: number
  readonly limit: number
  /** Items of a JoinableQueue that are not done. */
  readonly unfinished: number
}
