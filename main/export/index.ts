/** Runs and sweeps as files of every format. */
import path from 'node:path'
import type { ExportFormat } from '../../protocol/export'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import { texts } from '../../texts/main'
import { reportPage } from '../report/page'
import { chartsOf } from './charts'
import { documentText } from './document'
import { rasterized } from './raster'
import { runTables } from './run-tables'
import { sweepTable } from './sweep-table'
import { trace } from './trace'

export interface ExportedFile {
  /** Which table or chart it is, where a format makes several files of an entry; else `''`. */
  readonly part: string
  /** A name for it, e.g. `primes-5aaa-tasks.csv`. */
  readonly name: string
  readonly data: string | Buffer
}

/** It cannot be written in this format, and why: a sentence for the user. */
export class NotExportable extends Error {
  override name = 'NotExportable'
}

const { refused } = texts.exporting
const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  html: 'html',
  json: 'json',
  csv: 'csv',
  svg: 'svg',
  png: 'png',
  trace: 'trace.json',
}

/** The files of a format, the most telling first. @param entries one, or several beside each other @throws NotExportable */
export async function exported(
  entries: readonly (KeptRun | KeptSweep)[],
  format: ExportFormat,
): Promise<ExportedFile[]> {
  const parts = await partsOf(entries, format)
  return parts.map(({ part, data }) => {
    const name = [stemOf(entries), part].filter(Boolean).join('-')
    return { part, data, name: `${name}.${EXTENSIONS[format]}` }
  })
}

type Part = Pick<ExportedFile, 'part' | 'data'>

async function partsOf(entries: readonly (KeptRun | KeptSweep)[], format: ExportFormat): Promise<Part[]> {
  switch (format) {
    case 'json':
      return whole(documentText(entries))
    case 'html':
      return whole(reportPage(entries))
    case 'csv': {
      const kept = only(entries, format)
      return kept.kind === 'run' ? runTables(kept) : whole(sweepTable(kept.data))
    }
    case 'svg':
      return charts(entries)
    case 'png': {
      const figures = charts(entries)
      const pictures = await rasterized(figures.map(({ data }) => data))
      return figures.map(({ part }, i) => ({ part, data: pictures[i] as Buffer }))
    }
    case 'trace': {
      const kept = only(entries, format)
      if (kept.kind === 'sweep') throw new NotExportable(refused.traceOfSweep)
      return whole(trace(kept))
    }
  }
}

function whole(data: string): Part[] {
  return [{ part: '', data }]
}

function charts(entries: readonly (KeptRun | KeptSweep)[]): { part: string; data: string }[] {
  const kept = only(entries, 'svg')
  const found = chartsOf(kept, { theme: 'light' }).map(({ name, svg }) => ({ part: name, data: `${svg}\n` }))
  if (found.length === 0) throw new NotExportable(refused.charts(kept.kind))
  return found
}

function only([first, ...more]: readonly (KeptRun | KeptSweep)[], format: ExportFormat): KeptRun | KeptSweep {
  if (first === undefined) throw new NotExportable(refused.nothing)
  if (more.length > 0) throw new NotExportable(refused.several(format))
  return first
}

/** The script's name and the beginning of the id, without what file systems have no place for. */
function stemOf([first, ...more]: readonly (KeptRun | KeptSweep)[]): string {
  if (first === undefined || more.length > 0) return 'comparison'
  const { name, path: file, example, shortId } = first.entry
  const words = name || path.parse(file ?? example ?? 'untitled').name
  return `${words.replace(/[^\p{L}\p{N}_.-]+/gu, '-').slice(0, 60)}-${shortId}`
}
