/** Finds entries: by words, and by the beginning of an id. */
import type { HistoryPage, HistoryQuery } from '../../protocol/history'
import { texts } from '../../texts/main'
import type { Database } from './database'
import { ENTRY_COLUMNS, entryOf, type EntryRow } from './entries'

/** What is removed and not yet given up is not listed. */
const LISTED = 'removed_at IS NULL'
/** Names and values of a row for SQLite's `json_object`. */
const ENTRY_CELLS = ENTRY_COLUMNS.replaceAll(/\w+/g, "'$&', $&")
/** Letters that the index of scripts needs at least. */
const TRIGRAM = 3
/** Ids are told by no fewer characters. */
const SHORTEST = 4

/** There is no such entry, or more than one. */
export class UnknownEntry extends Error {
  override name = 'UnknownEntry'
}

export function list(database: Database, { search, limit, offset }: HistoryQuery): HistoryPage {
  const { condition, values } = conditionOf(search)
  const { total } = database.prepare(`SELECT count(*) AS total FROM entry WHERE ${condition}`).get(...values) as {
    total: number
  }
  const page = `SELECT ${ENTRY_COLUMNS} FROM entry WHERE ${condition} ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?`
  // One text with all rows: each cell that SQLite's library makes a value of by itself costs half a microsecond.
  const { rows: text } = database
    .prepare(`SELECT json_group_array(json_object(${ENTRY_CELLS})) AS rows FROM (${page})`)
    .get(...values, limit ?? -1, offset) as { rows: string }
  const rows = JSON.parse(text) as EntryRow[]
  const short = shortLength(database)
  return { total, entries: rows.map((row) => entryOf(row, short)) }
}

/** The one entry whose id begins so, removed or not. @throws UnknownEntry */
export function find(database: Database, beginning: string): EntryRow {
  const rows = database
    .prepare(`SELECT ${ENTRY_COLUMNS} FROM entry WHERE substr(key, 1, length(?1)) = ?1 ORDER BY started_at LIMIT 10`)
    .all(beginning) as EntryRow[]
  const [found, other] = rows
  if (found === undefined || beginning === '') throw new UnknownEntry(texts.keeping.noEntry(beginning))
  if (other === undefined || found.key === beginning) return found
  const short = shortLength(database)
  const ids = rows.map(({ key }) => key.slice(0, short))
  throw new UnknownEntry(texts.keeping.severalEntries(beginning, ids))
}

/** How many characters tell all ids apart. */
export function shortLength(database: Database): number {
  const alike = database.prepare('SELECT count(*) - count(DISTINCT substr(key, 1, ?)) AS alike FROM entry')
  const { entries } = database.prepare('SELECT count(*) AS entries FROM entry').get() as { entries: number }
  // As many hexadecimal digits as likely do; fewer would be tried in vain.
  let length = Math.max(SHORTEST, Math.ceil(Math.log(entries ** 2 || 1) / Math.log(16)))
  while ((alike.get(length) as { alike: number }).alike > 0) length++
  return length
}

/** Each word must be in what the user and the file give, or in the script's text. */
function conditionOf(search: string): { condition: string; values: string[] } {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const values: string[] = []
  const conditions = words.map((word) => {
    values.push(word)
    if ([...word].length < TRIGRAM) return 'instr(words, ?) > 0'
    // A phrase, so that nothing in it is taken for an operator.
    values.push(`"${word.replaceAll('"', '""')}"`)
    return '(instr(words, ?) > 0 OR script IN (SELECT rowid FROM script_search WHERE script_search MATCH ?))'
  })
  return { condition: [LISTED, ...conditions].join(' AND '), values }
}
