/** A run as a lesson's checks look at it, out of its recording: it need not be kept anywhere. */
import type { RunEvidence } from '../../analysis/lessons'
import type { RunRecording } from '../history/run-recording'
import { unpackTelemetry } from '../history/telemetry'

/** @param recording of a run that has ended */
export function evidenceOf(recording: RunRecording): RunEvidence {
  const { events, figures, telemetry, console } = recording.parts()
  return {
    kind: 'run',
    script: recording.run.source,
    events: events.events,
    figures,
    telemetry: unpackTelemetry(recording.id, telemetry),
    console,
  }
}
