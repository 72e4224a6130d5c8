/** Runs and sweeps as one JSON document, and as the block of a page that holds the same. */
import { answer } from '../../analysis'
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, type ExportedDocument } from '../../protocol/export'
import type { KeptRun, KeptSweep } from '../../protocol/history'

export function documentOf(entries: readonly (KeptRun | KeptSweep)[]): ExportedDocument {
  return {
    format: DOCUMENT_FORMAT,
    version: DOCUMENT_VERSION,
    entries: entries.map((kept) => (kept.kind === 'run' ? kept : { ...kept, answer: answer(kept.data) })),
  }
}

/** The same as text. */
export function documentText(entries: readonly (KeptRun | KeptSweep)[]): string {
  return `${JSON.stringify(documentOf(entries), null, 2)}\n`
}

const BEGIN = '<script type="application/json" id="parallab-document">'
const END = '</script>'

/** Data, not a script: nothing in it is executed, and no text in it can end it. */
export function documentBlock(entries: readonly (KeptRun | KeptSweep)[]): string {
  return `${BEGIN}${JSON.stringify(documentOf(entries)).replaceAll('<', '\\u003c')}${END}`
}

/** The JSON in a page that has such a block, else the text itself. */
export function jsonIn(text: string): string {
  const begin = text.lastIndexOf(BEGIN)
  if (begin < 0) return text
  const from = begin + BEGIN.length
  const end = text.indexOf(END, from)
  return end < 0 ? text.slice(from) : text.slice(from, end)
}
