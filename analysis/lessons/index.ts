/** Judges the checks of a lesson over what is known of a run, or of a comparison. */
import type { Check, Condition, Verdict } from '../../protocol/lesson'
import { comparison } from './comparison'
import type { Evidence } from './evidence'
import * as run from './run'
import { output, script } from './text'

export type { Evidence, RunEvidence, SweepEvidence } from './evidence'

/** One for each check; `null` where it is of a comparison and this is a run, or the other way about. */
export function judge(checks: readonly Check[], evidence: Evidence): readonly (Verdict | null)[] {
  return checks.map(({ condition }) => verdictOf(condition, evidence))
}

function verdictOf(wanted: Condition, evidence: Evidence): Verdict | null {
  if ('script' in wanted) return script(wanted.script, evidence.script.text)
  if ('comparison' in wanted) return evidence.kind === 'sweep' ? comparison(wanted.comparison, evidence) : null
  if (evidence.kind === 'sweep') return null
  if ('outcome' in wanted) return run.outcome(wanted.outcome, evidence)
  if ('output' in wanted) return output(wanted.output, evidence)
  if ('processes' in wanted) return run.processes(wanted.processes, evidence)
  if ('workers' in wanted) return run.workers(wanted.workers, evidence)
  if ('tasks' in wanted) return run.tasks(wanted.tasks, evidence)
  if ('chunksize' in wanted) return run.chunksize(wanted.chunksize, evidence)
  if ('seconds' in wanted) return run.seconds(wanted.seconds, evidence)
  if ('processorUse' in wanted) return run.processorsUsed(wanted.processorUse, evidence)
  if ('copying' in wanted) return run.copying(wanted.copying, evidence)
  if ('event' in wanted) return run.event(wanted.event, evidence)
  if ('shared' in wanted) return run.shared(wanted.shared, evidence)
  return run.law(wanted.law, evidence)
}
