/** Reads a report or a JSON file of the lab: as data that were looked at, never as something that runs. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { DOCUMENT_FORMAT, DOCUMENT_VERSION } from '../../protocol/export'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import { texts } from '../../texts/main'
import { jsonIn } from './document'
import { keptRun, keptSweep } from './schema'

const { unreadable } = texts.exporting
const MOST_BYTES = 256 * 2 ** 20
const MOST_ENTRIES = 1000

const head = v.object({ format: v.literal(DOCUMENT_FORMAT), version: v.number() })
const body = v.object({
  entries: v.pipe(v.array(v.variant('kind', [keptRun, keptSweep])), v.minLength(1), v.maxLength(MOST_ENTRIES)),
})

/** It cannot be read, and why: a sentence for the user. */
export class UnreadableDocument extends Error {
  override name = 'UnreadableDocument'
}

export function isDocumentFile(file: string): boolean {
  return /\.(html?|json)$/i.test(file)
}

/** @throws UnreadableDocument */
export async function readDocument(file: string): Promise<(KeptRun | KeptSweep)[]> {
  const name = path.basename(file)
  const { size } = await stat(file).catch((error: Error) => {
    throw new UnreadableDocument(unreadable.system(file, error.message))
  })
  if (size > MOST_BYTES) throw new UnreadableDocument(unreadable.large(name, MOST_BYTES / 2 ** 20))
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UnreadableDocument(unreadable.system(file, error.message))
  })
  return parseDocument(text, name)
}

/** @param name of the file, for messages @throws UnreadableDocument */
export function parseDocument(text: string, name: string): (KeptRun | KeptSweep)[] {
  let json: unknown
  try {
    json = JSON.parse(jsonIn(text))
  } catch {
    throw new UnreadableDocument(unreadable.cut(name))
  }
  const known = v.safeParse(head, json)
  if (!known.success) throw new UnreadableDocument(unreadable.other(name))
  const { version } = known.output
  if (version !== DOCUMENT_VERSION) throw new UnreadableDocument(unreadable.newer(name, version, DOCUMENT_VERSION))
  const checked = v.safeParse(body, json)
  if (!checked.success) throw new UnreadableDocument(unreadable.damaged(name, described(checked.issues[0])))
  return checked.output.entries
}

function described(issue: v.BaseIssue<unknown>): string {
  return unreadable.at(v.getDotPath(issue), issue.message.replace(/^Invalid \w+: /, '').toLowerCase())
}
