/** What the history takes on the disk, and what goes to keep it small: only what the user has removed or agreed to remove. */
import type { HistorySize } from '../../protocol/history'
import type { Database } from './database'

const LIMIT = 'size-limit'
/** Hours after which a start gives up what was removed. Until then it can be restored. */
const UNDO = 24

export function sizeOf(database: Database): HistorySize {
  const { entries, bytes } = database
    .prepare('SELECT count(*) AS entries, coalesce(sum(bytes), 0) AS bytes FROM entry WHERE removed_at IS NULL')
    .get() as { entries: number; bytes: number }
  const limit = limitOf(database)
  return { entries, bytes, limit, excess: excessOf(database, limit === null ? 0 : bytes - limit) }
}

/** @param limit bytes, or `null` for none */
export function setLimit(database: Database, limit: number | null): void {
  if (limit === null) database.prepare('DELETE FROM setting WHERE name = ?').run(LIMIT)
  else database.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)').run(LIMIT, String(limit))
}

/** Gives up what was removed long enough ago, with the scripts that nothing else has. */
export function purge(database: Database, now = Date.now()): void {
  const before = new Date(now - UNDO * 3_600_000).toISOString()
  const { changes } = database.prepare('DELETE FROM entry WHERE removed_at < ?').run(before)
  if (Number(changes) === 0) return
  const orphan = 'NOT IN (SELECT script FROM entry WHERE script IS NOT NULL)'
  database.exec(`
    DELETE FROM script_search WHERE rowid ${orphan};
    DELETE FROM script WHERE id ${orphan};
    DELETE FROM machine WHERE id NOT IN (SELECT machine FROM entry WHERE machine IS NOT NULL);
    PRAGMA incremental_vacuum;
  `)
}

function limitOf(database: Database): number | null {
  const found = database.prepare('SELECT value FROM setting WHERE name = ?').get(LIMIT) as { value: string } | undefined
  return found === undefined ? null : Number(found.value)
}

/** The oldest that nobody has named, noted or tagged, until so many bytes are found. */
function excessOf(database: Database, tooMany: number): HistorySize['excess'] {
  const ids: string[] = []
  let bytes = 0
  if (tooMany <= 0) return { ids, bytes }
  const rows = database
    .prepare(
      `SELECT key, bytes FROM entry WHERE removed_at IS NULL AND outcome IS NOT NULL
       AND name = '' AND note = '' AND tags = '[]' ORDER BY started_at, id`,
    )
    .iterate() as IterableIterator<{ key: string; bytes: number }>
  for (const row of rows) {
    if (bytes >= tooMany) break
    ids.push(row.key)
    bytes += row.bytes
  }
  return { ids, bytes }
}
