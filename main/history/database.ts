/** SQLite: the library, a connection, and what its errors mean. See docs/adr/0010-history.md. */
import type { DatabaseSync } from '@photostructure/sqlite'
import { texts } from '../../texts/main'
import { migrate } from './schema'

export type Database = InstanceType<typeof DatabaseSync>
/** What opens a connection. */
export type Library = typeof DatabaseSync

/** Milliseconds for which a call waits for another process before it comes back as busy; an opening is tried again. */
const BUSY = 1_000
const OPENING = 50
/** Milliseconds between two attempts. */
const PAUSE = 50

/** @throws Error where the library has no binary for this platform */
export async function loadLibrary(): Promise<Library> {
  return (await import('@photostructure/sqlite')).DatabaseSync
}

/** Opens the file, makes it if there is none, and brings it to the present version. @throws Error */
export function connect(library: Library, file: string): Database {
  const database = new library(file, { timeout: OPENING })
  try {
    // What is given back by removals goes back to the disk; it must be said before there is a table.
    database.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    migrate(database)
    database.exec(`PRAGMA busy_timeout = ${BUSY}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Does what comes back as busy again and again, with time for others in between. @param patience milliseconds in all */
export async function whenFree<T>(work: () => T, patience: number): Promise<T> {
  const deadline = performance.now() + patience
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
}

/** Does all of the work or nothing of it, with nobody writing in between. */
export function transaction<T>(database: Database, work: (database: Database) => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work(database)
    database.exec('COMMIT')
    return result
  } catch (error) {
    // Some errors, a full disk among them, have rolled it back already.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

const SQLITE = { busy: 5, locked: 6, readOnly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 }

/** SQLite's primary result code, or 0 for an error that is not its own. */
function codeOf(error: unknown): number {
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & 0xff : 0
}

function isBusy(error: unknown): boolean {
  return [error, (error as Error).cause].some((one) => [SQLITE.busy, SQLITE.locked].includes(codeOf(one)))
}

export function isDamage(error: unknown): boolean {
  return [SQLITE.corrupt, SQLITE.notADatabase].includes(codeOf(error))
}

/** Why a file could not be read or written, in words that stand behind a colon. */
export function reason(error: unknown): string {
  const { reasons } = texts.keeping
  const known: Record<number, string> = {
    [SQLITE.busy]: reasons.busy,
    [SQLITE.readOnly]: reasons.readOnly,
    [SQLITE.io]: reasons.io,
    [SQLITE.full]: reasons.full,
    [SQLITE.cannotOpen]: reasons.cannotOpen,
  }
  return known[codeOf(error)] ?? (error as Error).message
}
