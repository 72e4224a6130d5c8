/** An entry of another history, as a report holds it, taken over into the tables. */
import type { KeptRun, KeptSweep } from '../../protocol/history'
import type { Database } from './database'
import { addNotes, addPart, addRepeat, beginEntry, endEntry, nameEntry, type Begun } from './entries'
import type { RunParts } from './run-recording'
import { packTelemetry } from './telemetry'

/** In place of the process that keeps an entry: what had no end there has none here. */
const IMPORTED = 'imported'

/** What is packed of an entry: the parts of a run, or the repeats of a sweep. */
export type Part =
  { readonly name: keyof RunParts; readonly value: unknown } | { readonly name: null; readonly value: unknown }

export function partsOf(kept: KeptRun | KeptSweep): Part[] {
  if (kept.kind === 'sweep') return kept.data.repeats.map((value) => ({ name: null, value }))
  const { events, eventsDropped: dropped, errors, figures, telemetry, console } = kept
  const parts: { readonly [K in keyof RunParts]: RunParts[K] | null } = {
    events: { events, dropped, errors },
    figures,
    telemetry: telemetry && packTelemetry(telemetry),
    console,
  }
  return (Object.keys(parts) as (keyof RunParts)[])
    .map((name) => ({ name, value: parts[name] }))
    .filter(({ value }) => value !== null)
}

/** @param packed the values of `parts` @returns whether it was not there */
export function importEntry(
  database: Database,
  kept: KeptRun | KeptSweep,
  parts: readonly Part[],
  packed: readonly Uint8Array[],
): boolean {
  const { entry, machine, script: source } = kept
  const { changes } = database.prepare('UPDATE entry SET removed_at = NULL WHERE key = ?').run(entry.id)
  if (Number(changes) > 0) return false
  const id = beginEntry(database, machine, begunOf(kept), IMPORTED)
  parts.forEach(({ name }, i) => {
    const data = packed[i] as Uint8Array
    if (name === null) addRepeat(database, id, data)
    else addPart(database, id, name, data)
  })
  if (kept.kind === 'sweep') addNotes(database, id, kept.data.notes)
  const { state, exitcode, seconds, error, throughput, best, name, note, tags } = entry
  if (state !== 'running' && state !== 'interrupted')
    endEntry(database, id, { outcome: state, exitcode, seconds: seconds ?? 0, error, gist: { throughput, best } })
  nameEntry(database, id, { name, note, tags, ...source })
  return true
}

function begunOf(kept: KeptRun | KeptSweep): Begun {
  const { id: key, startedAt } = kept.entry
  const frame = { key, source: kept.script, startedAt }
  if (kept.kind === 'run') return { ...frame, kind: 'run', settings: kept.settings }
  const { settings, cores } = kept.data
  return { ...frame, kind: 'sweep', settings: { settings, cores, argv: kept.argv } }
}
