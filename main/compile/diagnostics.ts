/** Complaints with the places they are about. */
import type { OxcError } from 'oxc-parser'
import type { Diagnostic, Severity } from '../../protocol/compiled'

export interface Position {
  /** Both start at 1. */
  readonly line: number
  readonly column: number
}

/** Where the offsets of a text are. */
export class Lines {
  readonly #starts: number[] = [0]

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  at(offset: number): Position {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 }
  }
}

export interface Range {
  readonly start: number
  readonly end: number
}

/** A file's text, and the complaints about it. */
export class Source {
  readonly file: string
  readonly text: string
  readonly lines: Lines

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
    this.lines = new Lines(text)
  }

  diagnostic(severity: Severity, { start, end }: Range, message: string): Diagnostic {
    const from = this.lines.at(start)
    const to = this.lines.at(Math.max(end, start + 1))
    return {
      file: this.file,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      severity,
      message,
    }
  }

  syntaxErrors(errors: readonly OxcError[]): readonly Diagnostic[] {
    return errors.map((error) => {
      // The last label is the offender: the second of two declarations, the bracket that closes nothing.
      const label = error.labels.at(-1) ?? { start: 0, end: 1 }
      const help = error.helpMessage === null ? '' : ` ${error.helpMessage}`
      return this.diagnostic('error', label, `${error.message}.${help}`.replace(/([.!?])\.$/, '$1'))
    })
  }
}

/** For what is known to be wrong with a file, but not where. */
export function aboutFile(file: string, message: string): Diagnostic {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 2, severity: 'error', message }
}
