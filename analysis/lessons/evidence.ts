/** What a check looks at: a run or a comparison as the history keeps it, or as it was recorded where it cannot be kept. */
import type { KeptRun, KeptSweep } from '../../protocol/history'
import type { KeptEventType } from '../../protocol/lesson'
import type { RunEvent } from '../../protocol/run-event'

export type RunEvidence = Pick<KeptRun, 'kind' | 'events' | 'figures' | 'telemetry' | 'console'> & {
  readonly script: { readonly text: string }
}
export type SweepEvidence = Pick<KeptSweep, 'kind' | 'data'> & { readonly script: { readonly text: string } }
export type Evidence = RunEvidence | SweepEvidence

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

export function eventsOf<T extends KeptEventType>({ events }: RunEvidence, type: T): readonly EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type)
}

/** How the run ended; `undefined` where it was never told. */
export function endOf(evidence: RunEvidence): EventOf<'run-ended'> | undefined {
  return eventsOf(evidence, 'run-ended')[0]
}
