/** What the compiler and a run complain about, as one list. */
import type { Diagnostic } from '../../protocol/compiled'
import type { OpenDocument } from '../../protocol/lab'
import { problemOf } from '../deadlock/deadlock'
import type { RunView } from '../state/run-view.svelte'
import type { Problem } from './problem'

/** @param kept the script of a kept run that is in sight @param name of the present one */
export function scriptProblemsOf(
  diagnostics: readonly Diagnostic[],
  { errors, deadlocks }: Pick<RunView, 'errors' | 'deadlocks'>,
  kept: OpenDocument | null,
  name: string,
): readonly Problem[] {
  const own = kept?.name ?? name
  // What the compiler says is of the present script, which is not in sight then.
  const present = kept === null ? diagnostics : []
  const compiled = present.map(({ severity, message, file, line, column }): Problem => {
    return { source: 'compile', severity, message, file, line, column, process: null }
  })
  // A run of Python says again what its compiler has said of the text.
  const fresh = errors.filter(
    (error) => !present.some(({ message, line }) => message === error.message && line === error.line),
  )
  const thrown = fresh.map(({ message, file, line, column, processName }): Problem => {
    return { source: 'run', severity: 'error', message, file: file ?? own, line, column, process: processName }
  })
  return [...compiled, ...deadlocks.map((deadlock) => problemOf(deadlock, own)), ...thrown]
}
