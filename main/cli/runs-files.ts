/** `parallab runs export` and `import`. */
import { stat } from 'node:fs/promises'
import { texts } from '../../texts/main'
import { exported, NotExportable, type ExportedFile } from '../export'
import { readDocument, UnreadableDocument } from '../export/reading'
import { NotWritten, writeExported, writeInto } from '../export/writing'
import type { History } from '../history/history'
import { UsageError } from './options'
import type { RunsAct } from './runs-options'

const words = texts.keptRuns

/** What a command prints: in words or bytes, or the same as data. */
export interface Said {
  readonly text: string | Buffer
  readonly data: unknown
}

/** What the user is told in a line, with exit code 1. */
export function isRefusal(error: unknown): error is Error {
  return [NotExportable, UnreadableDocument, NotWritten].some((kind) => error instanceof kind)
}

/** @throws UsageError */
export async function exportEntries(history: History, act: Extract<RunsAct, { verb: 'export' }>): Promise<Said> {
  const { ids, format, part, output } = act
  const files = await exported(
    ids.map((id) => history.get(id)),
    format,
  )
  const wanted = part === null ? files : files.filter((file) => file.part === part)
  const [first] = wanted
  if (first === undefined) throw new UsageError(words.refused.noPart(part ?? '', partsOf(files)))
  const inFolder = output !== null && (await isFolder(output))
  if (wanted.length > 1 && !inFolder) throw new UsageError(words.refused.manyFiles(partsOf(wanted)))
  if (output === null) {
    if (Buffer.isBuffer(first.data) && process.stdout.isTTY) throw new UsageError(words.refused.picture)
    return { text: first.data, data: null }
  }
  const written = inFolder ? await writeInto(output, wanted) : [await writeExported(output, first.data)]
  return { text: written.map((file) => `${file}\n`).join(''), data: written }
}

export async function importEntries(history: History, files: readonly string[]): Promise<Said> {
  const found = []
  for (const file of files)
    for (const kept of await readDocument(file)) {
      const isNew = await history.import(kept)
      found.push({ ...history.get(kept.entry.id).entry, isNew })
    }
  const lines = found.map(
    ({ shortId, isNew }) => `${shortId} ${isNew ? words.changed.imported : words.changed.wasHere}\n`,
  )
  return { text: lines.join(''), data: found }
}

async function isFolder(file: string): Promise<boolean> {
  if (/[\\/]$/.test(file)) return true
  return stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

function partsOf(files: readonly ExportedFile[]): readonly string[] {
  return files.map(({ part }) => part).filter(Boolean)
}
