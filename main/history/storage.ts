/** The database file in use: read at once, written in turn, renewed when it is damaged or another has renewed it. */
import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { texts } from '../../texts/main'
import { connect, isDamage, reason, transaction, whenFree, type Database, type Library } from './database'
import { recover } from './damage'

/** Milliseconds for which a write waits for others in all. */
const PATIENCE = 30_000

export class Storage {
  readonly file: string
  private readonly library: Library
  private readonly say: (sentence: string) => void
  private database: Database
  private inode: number
  private writes: Promise<unknown> = Promise.resolve()

  /** @param say told of what happened to the file. @throws Error when it cannot be opened */
  constructor(library: Library, file: string, say: (sentence: string) => void) {
    this.library = library
    this.file = file
    this.say = say
    this.database = this.open()
    this.inode = statSync(file).ino
  }

  /** @throws Error */
  read<T>(work: (database: Database) => T): T {
    try {
      return work(this.current())
    } catch (error) {
      if (!isDamage(error)) throw error
      this.renew()
      return work(this.database)
    }
  }

  /** Does the work in one transaction, after the writes before it and when no other process writes. */
  write<T>(work: (database: Database) => T): Promise<T> {
    const done = this.writes.then(() => whenFree(() => this.read((database) => transaction(database, work)), PATIENCE))
    this.writes = done.catch(() => undefined)
    return done
  }

  /** Resolves when everything so far has been written or given up. */
  async settled(): Promise<void> {
    await this.writes
  }

  async close(): Promise<void> {
    await this.writes
    this.shut()
  }

  private open(): Database {
    try {
      return connect(this.library, this.file)
    } catch (error) {
      if (!isDamage(error)) throw new Error(texts.keeping.unusable(this.file, reason(error)), { cause: error })
      this.say(recover(this.library, this.file))
      return connect(this.library, this.file)
    }
  }

  /** The connection; a new one when another process has put a new file in the place of a damaged one. */
  private current(): Database {
    if (!this.isInPlace()) this.reopen()
    return this.database
  }

  /** Puts a new file in the damaged one's place, unless another process was first. */
  private renew(): void {
    if (this.isInPlace()) {
      this.database.close()
      this.say(recover(this.library, this.file))
    }
    this.reopen()
  }

  private reopen(): void {
    this.shut()
    this.database = this.open()
    this.inode = statSync(this.file).ino
  }

  /** Whether the file is still the one that is open. */
  private isInPlace(): boolean {
    return statSync(this.file, { throwIfNoEntry: false })?.ino === this.inode
  }

  private shut(): void {
    if (!this.database.isOpen) return
    if (this.isInPlace()) this.database.close()
    else keeping([`${this.file}-wal`, `${this.file}-shm`], () => this.database.close())
  }
}

/** SQLite deletes its side files by their names when it closes; here they are those of another file by now, and stay. */
function keeping(files: readonly string[], close: () => void): void {
  const there = files.filter((file) => existsSync(file))
  const link = (file: string) => `${file}.kept-${process.pid}`
  for (const file of there) linkSync(file, link(file))
  close()
  for (const file of there) {
    renameSync(link(file), file)
    // Renaming one name of a file to another of its names does nothing.
    rmSync(link(file), { force: true })
  }
}
