/** What an older Parallab has kept, with what it did not tell yet. */
import type { RunFigures } from '../../protocol/history'
import type { RunEvent } from '../../protocol/run-event'
import { NO_COPIES, type MapSample, type ProcessSample, type SharedSample } from '../../protocol/telemetry'

type Older<T, New extends keyof T> = Omit<T, New> & Partial<Pick<T, New>>
type MapEnded = Extract<RunEvent, { type: 'map-ended' }>
type SharedEvent = Extract<RunEvent, { type: 'shared' }>

export function completeEvent(event: RunEvent): RunEvent {
  if (event.type === 'shared') {
    const older: Older<SharedEvent, 'uses'> = event
    return { uses: [], ...older }
  }
  if (event.type !== 'map-ended') return event
  const older: Older<MapEnded, 'copies' | 'site'> = event
  return { copies: NO_COPIES, site: null, ...older }
}

export function completeShared(sample: SharedSample): SharedSample {
  const older: Older<SharedSample, 'uses'> = sample
  return { uses: [], ...older }
}

export function completeFigures({ maps, processes, ...figures }: RunFigures): RunFigures {
  return {
    ...figures,
    maps: maps.map((map) => {
      const older: Older<MapSample, 'site' | 'definedAt' | 'copies' | 'retried'> = map
      return { site: -1, definedAt: -1, copies: NO_COPIES, retried: 0, ...older }
    }),
    processes: processes.map((process) => {
      const older: Older<ProcessSample, 'waits' | 'task' | 'seenAt'> = process
      return { waits: [], task: null, seenAt: 0, ...older }
    }),
  }
}
