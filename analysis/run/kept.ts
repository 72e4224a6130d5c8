/** A kept run as its charts had it while it went on. */
import type { KeptRun } from '../../protocol/history'
import { TelemetryHistory } from './history'

export function historyOf({ entry, events, telemetry }: KeptRun): TelemetryHistory {
  const history = new TelemetryHistory()
  history.begin(entry.id)
  history.chunksPerRecord = telemetry?.chunksPerRecord ?? 1
  const batches = telemetry?.batches ?? []
  let told = 0
  for (const batch of batches) {
    for (let event = events[told]; event !== undefined && event.at <= batch.at; event = events[++told])
      history.event(event)
    history.add(batch)
  }
  for (const event of events.slice(told)) history.event(event)
  history.end()
  return history
}
