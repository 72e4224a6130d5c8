/** The last run and the last comparison that were started for a lesson: what its checks are judged over. */
import type { Evidence, SweepEvidence } from '../../analysis/lessons'
import { texts } from '../../texts/main'
import type { RecordedRun } from '../history/run-recording'
import { RunRecording } from '../history/run-recording'
import { evidenceOf } from './evidence'

export class Trials {
  private run: { readonly lesson: string; readonly evidence: () => Evidence | null } | undefined
  private comparison: { readonly lesson: string; readonly evidence: SweepEvidence } | undefined

  /** Records a run that begins now for this lesson, whether or not the history keeps it. */
  record(lesson: string, run: RecordedRun): RunRecording {
    let hasEnded = false
    const recording: RunRecording = new RunRecording({ began: () => undefined, ended: () => (hasEnded = true) }, run)
    this.run = { lesson, evidence: () => (hasEnded ? evidenceOf(recording) : null) }
    return recording
  }

  /** A comparison that was made for this lesson has ended. */
  compared(lesson: string, evidence: SweepEvidence): void {
    this.comparison = { lesson, evidence }
  }

  /** @throws Error while there is none that has ended */
  of(lesson: string, what: 'run' | 'comparison'): Evidence {
    const trial = what === 'run' ? this.run : this.comparison
    if (trial?.lesson !== lesson) throw new Error(texts.lessonFaults.notStarted(what, lesson))
    const evidence = typeof trial.evidence === 'function' ? trial.evidence() : trial.evidence
    if (evidence === null) throw new Error(texts.lessonFaults.notEnded(what, lesson))
    return evidence
  }
}
