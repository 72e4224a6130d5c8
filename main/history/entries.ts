/** How runs and sweeps lie in the tables: written here, and read as plain data. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import type { EntryState, HistoryEntry, KeptRun, KeptSweep, RunSettings, ScriptSource } from '../../protocol/history'
import type { Machine } from '../../protocol/lab'
import type { RunOutcome } from '../../protocol/run-event'
import type { Repeat, SweepData } from '../../protocol/sweep'
import type { Database } from './database'
import { NO_GIST, type Gist } from './gist'
import { completeEvent, completeFigures } from './older'
import { attempt, packText, unpack, unpackText } from './packed'
import type { RunParts } from './run-recording'
import { indexScript } from './schema'
import { unpackTelemetry } from './telemetry'
import { isAlive, thisWriter } from './writer'

/** What is known of a sweep before its first repeat. */
export interface SweepFrame extends Omit<SweepData, 'repeats' | 'notes'> {
  readonly argv: readonly string[]
}

/** The same as it is kept: what is to be said of the whole comes with its end. */
type KeptFrame = SweepFrame & Partial<Pick<SweepData, 'notes'>>

export type Begun = { readonly key: string; readonly source: ScriptSource; readonly startedAt: string } & (
  { readonly kind: 'run'; readonly settings: RunSettings } | { readonly kind: 'sweep'; readonly settings: SweepFrame }
)

export interface Ended {
  readonly outcome: RunOutcome
  readonly exitcode: number | null
  readonly seconds: number
  readonly error: string | null
  readonly gist: Gist
}

/** The columns that a list needs, as they come. */
export interface EntryRow {
  readonly id: number
  readonly key: string
  readonly kind: 'run' | 'sweep'
  readonly name: string
  readonly note: string
  readonly tags: string
  readonly path: string | null
  readonly example: string | null
  readonly settings: string
  readonly started_at: string
  readonly writer: string
  readonly outcome: RunOutcome | null
  readonly exitcode: number | null
  readonly seconds: number | null
  readonly error: string | null
  /** JSON, or `null` where it has not ended or an older version has kept it. */
  readonly gist: string | null
  readonly bytes: number
}

export const ENTRY_COLUMNS =
  'id, key, kind, name, note, tags, path, example, settings, started_at, writer, outcome, exitcode, seconds, error, gist, bytes'

/** The row's number. An entry that is there already is left as it is. */
export function beginEntry(database: Database, machine: Machine | null, begun: Begun, writer = thisWriter()): number {
  const known = database.prepare('SELECT id FROM entry WHERE key = ?').get(begun.key) as { id: number } | undefined
  if (known !== undefined) return known.id
  const { key, kind, source, settings, startedAt } = begun
  const words = wordsOf({ name: '', note: '', tags: [], ...source })
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO entry (key, kind, words, path, example, script, machine, settings, started_at, writer)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      key,
      kind,
      words,
      source.path,
      source.example,
      scriptId(database, source.text),
      machine === null ? null : machineId(database, machine),
      JSON.stringify(settings),
      startedAt,
      writer,
    )
  return Number(lastInsertRowid)
}

export function endEntry(database: Database, id: number, { outcome, exitcode, seconds, error, gist }: Ended): void {
  database
    .prepare('UPDATE entry SET outcome = ?, exitcode = ?, seconds = ?, error = ?, gist = ? WHERE id = ?')
    .run(outcome, exitcode, seconds, error, JSON.stringify(gist), id)
}

export function addNotes(database: Database, id: number, notes: readonly string[]): void {
  database
    .prepare(`UPDATE entry SET settings = json_set(settings, '$.notes', json(?)) WHERE id = ?`)
    .run(JSON.stringify(notes), id)
}

/** What the user calls it. */
export function nameEntry(database: Database, id: number, entry: Parameters<typeof wordsOf>[0]): void {
  const { name, note, tags } = entry
  database
    .prepare('UPDATE entry SET name = ?, note = ?, tags = ?, words = ? WHERE id = ?')
    .run(name, note, JSON.stringify(tags), wordsOf(entry), id)
}

export function addPart(database: Database, id: number, name: keyof RunParts, data: Uint8Array): void {
  database.prepare('INSERT OR REPLACE INTO part (entry, name, data) VALUES (?, ?, ?)').run(id, name, data)
  grow(database, id, data.length)
}

export function addRepeat(database: Database, id: number, data: Uint8Array): void {
  database.prepare('INSERT INTO repeat (entry, data) VALUES (?, ?)').run(id, data)
  grow(database, id, data.length)
}

/** What a search looks through beside the script's text. */
function wordsOf(entry: Pick<HistoryEntry, 'name' | 'note' | 'tags' | 'path' | 'example'>): string {
  const { name, note, tags, path: file, example } = entry
  return [name, note, ...tags, file === null ? '' : path.basename(file), example ?? ''].join('\n').toLowerCase()
}

/** @param short how many characters of a key are enough */
export function entryOf(row: EntryRow, short: number): HistoryEntry {
  const settings: unknown = JSON.parse(row.settings)
  const sweep = row.kind === 'sweep' ? (settings as SweepFrame).settings : null
  return {
    id: row.key,
    shortId: row.key.slice(0, short),
    kind: row.kind,
    name: row.name,
    note: row.note,
    tags: JSON.parse(row.tags) as string[],
    path: row.path,
    example: row.example,
    startedAt: row.started_at,
    state: stateOf(row),
    exitcode: row.exitcode,
    seconds: row.seconds,
    error: row.error,
    poolSize: sweep === null ? (settings as RunSettings).poolSize : sweep.poolSize,
    values: sweep?.values ?? null,
    axis: sweep?.axis ?? null,
    ...(row.gist === null ? NO_GIST : (JSON.parse(row.gist) as Gist)),
    bytes: row.bytes,
  }
}

export function keptRun(database: Database, row: EntryRow, entry: HistoryEntry): KeptRun {
  const events = part(database, row.id, 'events')
  const telemetry = part(database, row.id, 'telemetry')
  const figures = part(database, row.id, 'figures')
  return {
    kind: 'run',
    entry,
    ...frame(database, row),
    settings: JSON.parse(row.settings) as RunSettings,
    events: (events?.events ?? []).map(completeEvent),
    eventsDropped: events?.dropped ?? 0,
    errors: events?.errors ?? [],
    figures: figures === null ? null : completeFigures(figures),
    telemetry: telemetry === null ? null : unpackTelemetry(row.key, telemetry),
    console: part(database, row.id, 'console'),
  }
}

export function keptSweep(database: Database, row: EntryRow, entry: HistoryEntry): KeptSweep {
  const { argv, notes = [], ...rest } = JSON.parse(row.settings) as KeptFrame
  const rows = database.prepare('SELECT data FROM repeat WHERE entry = ? ORDER BY id').all(row.id) as {
    data: Uint8Array
  }[]
  const repeats = rows.map(({ data }) => attempt(() => unpack<Repeat>(data))).filter((repeat) => repeat !== null)
  return {
    kind: 'sweep',
    entry,
    ...frame(database, row),
    settings: rest.settings,
    argv,
    data: { ...rest, repeats, notes },
  }
}

function stateOf({ outcome, writer }: EntryRow): EntryState {
  return outcome ?? (isAlive(writer) ? 'running' : 'interrupted')
}

/** A part, `null` when it was never written or cannot be read. */
function part<K extends keyof RunParts>(database: Database, id: number, name: K): RunParts[K] | null {
  const found = database.prepare('SELECT data FROM part WHERE entry = ? AND name = ?').get(id, name)
  return found === undefined ? null : attempt(() => unpack<RunParts[K]>((found as { data: Uint8Array }).data))
}

function frame(
  database: Database,
  { id, path: file, example }: EntryRow,
): { script: ScriptSource; machine: Machine | null } {
  const found = database
    .prepare(
      `SELECT script.text, machine.description FROM entry
       LEFT JOIN script ON script.id = entry.script LEFT JOIN machine ON machine.id = entry.machine
       WHERE entry.id = ?`,
    )
    .get(id) as { text: Uint8Array | null; description: string | null }
  const { text, description } = found
  return {
    script: { text: (text && attempt(() => unpackText(text))) ?? '', path: file, example },
    machine: description === null ? null : (JSON.parse(description) as Machine),
  }
}

function scriptId(database: Database, text: string): number {
  const hash = createHash('sha256').update(text).digest('hex')
  const known = database.prepare('SELECT id FROM script WHERE hash = ?').get(hash) as { id: number } | undefined
  if (known !== undefined) return known.id
  const { lastInsertRowid } = database
    .prepare('INSERT INTO script (hash, text) VALUES (?, ?)')
    .run(hash, packText(text))
  indexScript(database, lastInsertRowid, text)
  return Number(lastInsertRowid)
}

function machineId(database: Database, machine: Machine): number {
  const description = JSON.stringify(machine)
  database.prepare('INSERT OR IGNORE INTO machine (description) VALUES (?)').run(description)
  return (database.prepare('SELECT id FROM machine WHERE description = ?').get(description) as { id: number }).id
}

function grow(database: Database, id: number, bytes: number): void {
  database.prepare('UPDATE entry SET bytes = bytes + ? WHERE id = ?').run(bytes, id)
}
