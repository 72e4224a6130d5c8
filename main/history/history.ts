/** The history: runs and sweeps are kept in it, found in it, and named, removed and restored. */
import { randomUUID } from 'node:crypto'
import type {
  HistoryEntry,
  HistoryPage,
  HistoryQuery,
  HistorySize,
  KeptRun,
  KeptSweep,
  ScriptSource,
} from '../../protocol/history'
import type { Machine } from '../../protocol/lab'
import { texts } from '../../texts/main'
import { reason, whenFree, type Database, type Library } from './database'
import {
  addNotes,
  addPart,
  addRepeat,
  beginEntry,
  endEntry,
  entryOf,
  keptRun,
  keptSweep,
  nameEntry,
  type Begun,
  type SweepFrame,
} from './entries'
import { gistOfRun, gistOfSweep } from './gist'
import { importEntry, partsOf } from './importing'
import { find, list, shortLength } from './list'
import { pack } from './packed'
import { purge, setLimit, sizeOf } from './room'
import { RunRecording, type RecordedRun, type RunEnded, type RunKeeper, type RunParts } from './run-recording'
import { Storage } from './storage'
import type { SweepRecording } from './sweep-recording'

export interface HistoryPlace {
  readonly library: Library
  /** `history.sqlite` in the user's data folder, which must be there. */
  readonly file: string
  readonly machine: Machine
  /** Told in sentences of what could not be kept, and of a damaged file. */
  readonly say: (sentence: string) => void
  /** Told when something was kept or changed here. */
  readonly changed?: () => void
}

/** Milliseconds for which an opening waits for others. */
const PATIENCE = 10_000

export class History implements RunKeeper {
  private readonly storage: Storage
  private readonly machine: Machine
  private readonly say: (sentence: string) => void
  private readonly changed: () => void
  private keeping: Promise<void> = Promise.resolve()

  private constructor({ library, file, machine, say, changed = () => undefined }: HistoryPlace) {
    this.storage = new Storage(library, file, say)
    this.machine = machine
    this.say = say
    this.changed = changed
    // What cannot be given up now is given up the next time.
    this.storage.write(purge).catch(() => undefined)
  }

  /** Waits while another process makes the file or brings it to another version. @throws Error when it cannot be used */
  static open(place: HistoryPlace): Promise<History> {
    return whenFree(() => new History(place), PATIENCE)
  }

  recordRun(run: RecordedRun): RunRecording {
    return new RunRecording(this, run)
  }

  /** Each repeat is kept as soon as it has been told. */
  recordSweep(source: ScriptSource, frame: SweepFrame): SweepRecording {
    const startedAt = new Date().toISOString()
    const begun: Begun = { key: randomUUID(), kind: 'sweep', source, settings: frame, startedAt }
    const begin = (database: Database) => beginEntry(database, this.machine, begun)
    let isTold = false
    const lost = (error: unknown) => {
      if (!isTold) this.sayLost('sweep', error)
      isTold = true
    }
    this.keep([], begin).catch(lost)
    return {
      id: begun.key,
      repeat: (repeat) => {
        this.keep([repeat], (database, [data]) => addRepeat(database, begin(database), data as Uint8Array)).catch(lost)
      },
      end: (outcome, seconds, notes, found) => {
        this.keep([], (database) => {
          const entry = begin(database)
          addNotes(database, entry, notes)
          endEntry(database, entry, { outcome, exitcode: null, seconds, error: null, gist: gistOfSweep(found) })
        }).catch(lost)
      },
    }
  }

  began(id: string, startedAt: string, { source, settings }: RecordedRun): void {
    const begun: Begun = { key: id, kind: 'run', source, settings, startedAt }
    // The end tries again, and says why it cannot.
    this.keep([], (database) => beginEntry(database, this.machine, begun)).catch(() => undefined)
  }

  ended({ outcome, exitcode, seconds }: RunEnded, recording: RunRecording): void {
    const { id, startedAt, run, errors } = recording
    const begun: Begun = { key: id, kind: 'run', source: run.source, settings: run.settings, startedAt }
    const error = errors[0]?.message.split('\n', 1)[0] ?? null
    const parts = recording.parts()
    const gist = gistOfRun(parts.figures)
    const names = Object.keys(parts) as (keyof RunParts)[]
    this.keep(
      names.map((name) => parts[name]),
      (database, packed) => {
        const entry = beginEntry(database, this.machine, begun)
        names.forEach((name, i) => addPart(database, entry, name, packed[i] as Uint8Array))
        endEntry(database, entry, { outcome, exitcode, seconds, error, gist })
      },
    ).catch((failure: unknown) => this.sayLost('run', failure))
  }

  /**
   * Takes over an entry of another history, as it is. One that is here already stays as it is, and is listed again if it
   * was removed. @returns whether it is new here. @throws Error
   */
  async import(kept: KeptRun | KeptSweep): Promise<boolean> {
    const parts = partsOf(kept)
    let isNew = false
    await this.keep(
      parts.map(({ value }) => value),
      (database, packed) => (isNew = importEntry(database, kept, parts, packed)),
    )
    return isNew
  }

  /** The newest first. */
  list(query: HistoryQuery): HistoryPage {
    return this.storage.read((database) => list(database, query))
  }

  /** The whole of an entry. @param id or an unambiguous beginning of it. @throws Error when there is none such */
  get(id: string): KeptRun | KeptSweep {
    return this.storage.read((database) => {
      const row = find(database, id)
      const entry = entryOf(row, shortLength(database))
      return row.kind === 'run' ? keptRun(database, row, entry) : keptSweep(database, row, entry)
    })
  }

  /** @param name `''` takes it away. @throws Error */
  rename(id: string, name: string): Promise<void> {
    return this.change(id, { name })
  }

  /** @throws Error */
  note(id: string, note: string): Promise<void> {
    return this.change(id, { note })
  }

  /** @param tags in place of those it had. @throws Error */
  tag(id: string, tags: readonly string[]): Promise<void> {
    return this.change(id, { tags: [...new Set(tags)] })
  }

  /** They are no longer listed, and can be restored for a day at least; a start after that gives them up. @throws Error */
  remove(ids: readonly string[]): Promise<void> {
    return this.mark(ids, new Date().toISOString())
  }

  /** Undoes `remove`. @throws Error */
  restore(ids: readonly string[]): Promise<void> {
    return this.mark(ids, null)
  }

  size(): HistorySize {
    return this.storage.read(sizeOf)
  }

  /** Removes nothing by itself: `size` says what is in excess, `remove` takes it. @param limit bytes, `null` for none */
  setLimit(limit: number | null): Promise<void> {
    return this.write((database) => setLimit(database, limit))
  }

  /** Resolves when everything that was to be kept is kept, or it has been said why not. */
  async settled(): Promise<void> {
    await this.keeping
    await this.storage.settled()
  }

  async close(): Promise<void> {
    await this.settled()
    try {
      await this.storage.close()
    } catch (error) {
      // Everything is written; what is left beside the file, the next start tidies.
      this.say(texts.keeping.notClosed(this.storage.file, reason(error)))
    }
  }

  /** Packs the values beside the main thread, then writes them in one transaction; one after another. */
  private keep(
    values: readonly unknown[],
    write: (database: Database, packed: readonly Uint8Array[]) => void,
  ): Promise<void> {
    const kept = this.keeping
      .then(() => Promise.all(values.map(pack)))
      .then((packed) => this.write((database) => write(database, packed)))
    this.keeping = kept.catch(() => undefined)
    return kept
  }

  private async write(work: (database: Database) => void): Promise<void> {
    await this.storage.write(work)
    this.changed()
  }

  private sayLost(kind: HistoryEntry['kind'], error: unknown): void {
    this.say(texts.keeping.lost[kind](reason(error), this.storage.file))
  }

  private change(id: string, change: Partial<Pick<HistoryEntry, 'name' | 'note' | 'tags'>>): Promise<void> {
    return this.write((database) => {
      const row = find(database, id)
      nameEntry(database, row.id, { ...row, tags: JSON.parse(row.tags) as string[], ...change })
    })
  }

  private mark(ids: readonly string[], removedAt: string | null): Promise<void> {
    return this.write((database) => {
      const update = database.prepare('UPDATE entry SET removed_at = ? WHERE id = ?')
      for (const id of ids) update.run(removedAt, find(database, id).id)
    })
  }
}
