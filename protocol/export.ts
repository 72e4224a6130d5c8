/** What the lab writes to files, and reads again. See docs/formats.md. */
import type { KeptRun, KeptSweep } from './history'
import type { SweepAnswer } from './sweep'

/** `html` and `json` hold everything and open again in the lab; `trace` is Chrome's format, of a run. */
export const EXPORT_FORMATS = ['html', 'json', 'csv', 'svg', 'png', 'trace'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const DOCUMENT_FORMAT = 'parallab'
/** Raised when a reader of the version before would misunderstand what is written. */
export const DOCUMENT_VERSION = 1

/** Runs and sweeps whole, as the history keeps them; a sweep with what it says, which a reader works out anew. */
export interface ExportedDocument {
  readonly format: typeof DOCUMENT_FORMAT
  readonly version: typeof DOCUMENT_VERSION
  readonly entries: readonly (KeptRun | ExportedSweep)[]
}

export interface ExportedSweep extends KeptSweep {
  readonly answer: SweepAnswer
}
