/** Entries of the history as the columns they are compared in: runs of the same script with the same settings are repeats. */
import type { KeptRun } from '../../protocol/history'

export interface Group {
  /** A, B, C: in the order of their first runs. */
  readonly letter: string
  readonly runs: readonly KeptRun[]
}

export function letterOf(index: number): string {
  return String.fromCharCode(65 + index)
}

/** @param runs the oldest first */
export function groupsOf(runs: readonly KeptRun[]): Group[] {
  const groups = new Map<string, KeptRun[]>()
  for (const run of runs) {
    const { cwd: _, ...settings } = run.settings
    const key = JSON.stringify([run.script.text, settings, run.machine])
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return [...groups.values()].map((own, i) => ({ letter: letterOf(i), runs: own }))
}

/** What each run is called beside the others: its letter, with a number where its group has several. */
export function namesOf(groups: readonly Group[]): { name: string; run: KeptRun }[] {
  return groups.flatMap(({ letter, runs }) =>
    runs.map((run, i) => ({ name: runs.length === 1 ? letter : `${letter}\u2009${i + 1}`, run })),
  )
}
