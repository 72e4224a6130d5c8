/** What the caller's side of a pool is made with. */
import type { Process } from '../process'
import type { WorkerSetup } from './worker'
import type { Work } from './works'

export interface DispatchSettings extends Omit<WorkerSetup, 'tasks' | 'results'> {
  readonly size: number
  /** Whose processes the workers are. */
  readonly ofContext: typeof Process
  /** The pool's line in the table of works. */
  readonly pool: Work
  /** Chunks that may be handed out and not settled. */
  readonly window: number
  /** Workers start when there is work for them, not at once. */
  readonly onDemand: boolean
}
