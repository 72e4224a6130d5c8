/** A damaged file is kept aside, and what can be read of it goes into a new one in its place. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { texts } from '../../texts/main'
import { asideOf } from '../damaged-file'
import { connect, isDamage, transaction, type Database, type Library } from './database'
import { indexScripts } from './schema'

/** Those that others refer to first. What is not among them is made anew from these. */
const TABLES = ['script', 'machine', 'entry', 'part', 'repeat']
/** Beyond the last row that can be found, rows that may be there all the same: their index is damaged. */
const BEYOND = 100_000

/** @returns what happened, in sentences for the user. @throws Error when the file cannot be moved */
export function recover(library: Library, file: string): string {
  const beside = `${file}.recovering-${process.pid}`
  for (const name of [beside, `${beside}-wal`, `${beside}-shm`]) rmSync(name, { force: true })
  const fresh = connect(library, beside)
  const { entries, isWhole } = salvage(library, file, fresh)
  fresh.close()
  const aside = asideOf(file)
  renameSync(file, aside)
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`)
  rmSync(`${file}-shm`, { force: true })
  renameSync(beside, file)
  return texts.keeping.damaged(aside, entries, isWhole)
}

function salvage(library: Library, file: string, fresh: Database): { entries: number; isWhole: boolean } {
  let damaged: Database | undefined
  try {
    const from = (damaged = new library(file))
    // A file shorter than it says is read all the same.
    from.enableDefensive(false)
    from.exec('PRAGMA writable_schema = ON')
    return transaction(fresh, () => {
      fresh.exec('PRAGMA defer_foreign_keys = ON')
      const isWhole = TABLES.map((table) => copy(from, fresh, table)).every(Boolean)
      copySettings(from, fresh)
      // What referred to a row that is lost goes without, or goes.
      fresh.exec(`
        UPDATE entry SET script = NULL WHERE script NOT IN (SELECT id FROM script);
        UPDATE entry SET machine = NULL WHERE machine NOT IN (SELECT id FROM machine);
        DELETE FROM part WHERE entry NOT IN (SELECT id FROM entry);
        DELETE FROM repeat WHERE entry NOT IN (SELECT id FROM entry);
      `)
      indexScripts(fresh)
      const { entries } = fresh.prepare('SELECT count(*) AS entries FROM entry').get() as { entries: number }
      return { entries, isWhole }
    })
  } catch (error) {
    if (!isDamage(error)) throw error
    return { entries: 0, isWhole: false }
  } finally {
    damaged?.close()
  }
}

/** Row by row, each looked up by its number, since a walk ends at the first page that is damaged. @returns whether all could be read */
function copy(from: Database, to: Database, table: string): boolean {
  const last = lastRow(from, table)
  if (last === null) return false
  const columns = (to.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[]).map(
    ({ name }) => name,
  )
  const row = from.prepare(`SELECT * FROM ${table} WHERE id = ?`)
  let isWhole = true
  for (let id = 1; id <= last; id++) {
    try {
      const found = row.get(id) as Record<string, string | number | Uint8Array | null> | undefined
      if (found === undefined) continue
      // An older version may lack some.
      const known = columns.filter((name) => name in found)
      to.prepare(`INSERT OR IGNORE INTO ${table} (${known.join()}) VALUES (${known.map(() => '?').join()})`).run(
        ...known.map((name) => found[name]),
      )
    } catch {
      isWhole = false
    }
  }
  return isWhole
}

/** The highest number that the table has, or may have; `null` when there is no such table to be read. */
function lastRow(from: Database, table: string): number | null {
  for (const sql of [
    `SELECT seq AS last FROM sqlite_sequence WHERE name = '${table}'`,
    `SELECT max(id) AS last FROM ${table}`,
  ])
    try {
      const { last } = (from.prepare(sql).get() as { last: number | null } | undefined) ?? { last: null }
      if (last !== null) return last
    } catch {
      // The other one may do.
    }
  return isThere(from, table) ? BEYOND : null
}

function isThere(from: Database, table: string): boolean {
  try {
    from.prepare(`SELECT 1 FROM ${table} WHERE id = 1`)
    return true
  } catch {
    return false
  }
}

function copySettings(from: Database, to: Database): void {
  try {
    const settings = from.prepare('SELECT name, value FROM setting').all() as { name: string; value: string }[]
    for (const { name, value } of settings) to.prepare('INSERT INTO setting VALUES (?, ?)').run(name, value)
  } catch {
    // They are few, and the user can choose them again.
  }
}
