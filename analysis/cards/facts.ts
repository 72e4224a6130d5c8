/** What a run's events have told so far, as far as a rule needs it. */
import { languageOf } from '../../protocol/language'
import type { RunEvent } from '../../protocol/run-event'
import type { Card } from './card'

/** Tells from an event, and from what was before it, whether there is something to explain. */
export type Rule = (facts: Facts, event: RunEvent) => Card | null

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

export class Facts {
  /** Of the machine. */
  readonly processors: number
  /** The script's language, and so whose library it has. */
  isPython = false
  readonly pools = new Map<number, EventOf<'pool-created'>>()
  readonly maps = new Map<number, EventOf<'map-started'>>()
  readonly processes = new Map<number, EventOf<'process-started'>>()
  /** Milliseconds of the run at which the first child started. */
  firstChild = 0
  /** How many children of a process ended soon after their start. */
  readonly shortLived = new Map<number, number>()
  /** The processes that a function runs in, by its place. */
  readonly arrivals = new Map<string, Set<number>>()

  constructor(processors: number) {
    this.processors = processors
  }

  add(event: RunEvent): void {
    switch (event.type) {
      case 'run-started':
        this.isPython = languageOf(event.file) === 'python'
        return
      case 'pool-created':
        this.pools.set(event.pool, event)
        return
      case 'map-started':
        this.maps.set(event.map, event)
        return
      case 'process-started':
        if (event.parent !== null && this.firstChild === 0) this.firstChild = event.at
        this.processes.set(event.process, event)
        return
      case 'process-ended':
        this.end(event)
        return
      case 'function-arrived': {
        const place = placeOf(event)
        this.arrivals.set(place, (this.arrivals.get(place) ?? new Set()).add(event.process))
      }
    }
  }

  /** Workers of the pool that a call was made of. */
  workers(pool: number): number {
    return this.pools.get(pool)?.processes ?? 1
  }

  isWorker(process: number): boolean {
    return this.processes.get(process)?.name.startsWith('PoolWorker-') === true
  }

  private end({ process, at, exitcode }: EventOf<'process-ended'>): void {
    const started = this.processes.get(process)
    const short = Math.max(SHORT, this.processes.get(0)?.at ?? 0)
    if (started?.parent == null || started.daemon || exitcode !== 0 || at - started.at > short) return
    this.shortLived.set(started.parent, (this.shortLived.get(started.parent) ?? 0) + 1)
  }
}

/** Milliseconds of a life that is short; longer where the script's own process took longer to come up. */
const SHORT = 500

export function placeOf({ site: { file, line, column } }: EventOf<'function-arrived'>): string {
  return `${file}:${line}:${column}`
}
