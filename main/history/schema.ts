/** The tables, version by version. A version that has been released is never changed: a new one follows it. */
import { texts } from '../../texts/main'
import type { Database } from './database'
import { attempt, unpackText } from './packed'

const FIRST = `
  -- Scripts and machines repeat from run to run: each is kept once.
  CREATE TABLE script (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    text BLOB NOT NULL
  ) STRICT;
  CREATE TABLE machine (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    description TEXT NOT NULL UNIQUE
  ) STRICT;
  -- What a list shows and a search reads; what is large stands in part and repeat.
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    -- Name, note, tags and file in lower case.
    words TEXT NOT NULL,
    path TEXT,
    example TEXT,
    script INTEGER REFERENCES script,
    machine INTEGER REFERENCES machine,
    settings TEXT NOT NULL,
    started_at TEXT NOT NULL,
    -- The process that keeps it, while there is no outcome.
    writer TEXT NOT NULL,
    outcome TEXT,
    exitcode INTEGER,
    seconds REAL,
    error TEXT,
    bytes INTEGER NOT NULL DEFAULT 0,
    removed_at TEXT
  ) STRICT;
  CREATE INDEX entry_by_time ON entry (started_at);
  CREATE INDEX entry_by_script ON entry (script);
  CREATE TABLE part (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    name TEXT NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (entry, name)
  ) STRICT;
  CREATE TABLE repeat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    data BLOB NOT NULL
  ) STRICT;
  CREATE INDEX repeat_by_entry ON repeat (entry);
`

const SEARCH = `
  -- Any three letters in a row, and no copy of the text.
  CREATE VIRTUAL TABLE script_search USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram');
  CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`

/** What a list says of the outcome, as JSON. */
const GIST = 'ALTER TABLE entry ADD COLUMN gist TEXT'

/** The step at index v leads from version v to v + 1. */
const STEPS: readonly ((database: Database) => void)[] = [
  (database) => database.exec(FIRST),
  (database) => {
    database.exec(SEARCH)
    indexScripts(database)
  },
  (database) => database.exec(GIST),
]

export const VERSION = STEPS.length

/** Characters of a script that can be searched. */
const SEARCHABLE = 65_536

/** Brings a database to the present version, whole or not at all. @throws Error when a newer Parallab has written it */
export function migrate(database: Database): void {
  if (versionOf(database) === VERSION) return
  database.exec('BEGIN IMMEDIATE')
  try {
    // Asked again: another process may have been first.
    const version = versionOf(database)
    if (version > VERSION) throw new Error(texts.keeping.reasons.newer(version, VERSION))
    for (const step of STEPS.slice(version)) step(database)
    database.exec(`PRAGMA user_version = ${VERSION}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

export function versionOf(database: Database): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version
}

/** Makes every script's text searchable that can be read; its index must be empty. */
export function indexScripts(database: Database): void {
  const scripts = database.prepare('SELECT id, text FROM script').all() as { id: number; text: Uint8Array }[]
  for (const { id, text } of scripts) {
    const readable = attempt(() => unpackText(text))
    if (readable !== null) indexScript(database, id, readable)
  }
}

export function indexScript(database: Database, id: number | bigint, text: string): void {
  database.prepare('INSERT INTO script_search (rowid, text) VALUES (?, ?)').run(id, text.slice(0, SEARCHABLE))
}
