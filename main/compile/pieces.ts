/**
 * Writes a text from pieces of another, some of them more than once, with a source map. (A general editor such as
 * magic-string maps each original place to one place of the result, and a function that can be sent has two.)
 */
import {
  GenMapping,
  maybeAddSegment,
  setSourceContent,
  toEncodedMap,
  type EncodedSourceMap,
} from '@jridgewell/gen-mapping'
import type { Source } from './diagnostics'

/** Something that is written before, after or instead of a piece of the original. */
export interface Edit {
  readonly at: number
  /** Past the replaced text; `at` where nothing is replaced. */
  readonly to: number
  readonly text: string
  readonly order: 'after' | 'statement' | 'before'
  /** For `after`: where that begins which the text follows. */
  readonly owner: number
}

export function before(at: number, text: string): Edit {
  return { at, to: at, text, order: 'before', owner: at }
}

export function after(owner: { readonly start: number; readonly end: number }, text: string): Edit {
  return { at: owner.end, to: owner.end, text, order: 'after', owner: owner.start }
}

/** A statement in front of another one; more outward than anything that wraps the beginning of that one. */
export function statement(at: number, text: string): Edit {
  return { at, to: at, text, order: 'statement', owner: at }
}

export function instead(at: number, to: number, text: string): Edit {
  return { at, to, text, order: 'before', owner: at }
}

const RANK = { after: 0, statement: 1, before: 2 }
const TOKEN = /[\w$]+|\n|[^\w$\s]/g

export class Pieces {
  readonly #source: Source
  readonly #edits: readonly Edit[]
  readonly #map = new GenMapping()
  #text = ''
  #line = 0
  #column = 0

  constructor(source: Source, edits: readonly Edit[]) {
    this.#source = source
    this.#edits = [...edits].sort((a, b) => a.at - b.at || RANK[a.order] - RANK[b.order] || b.owner - a.owner)
    setSourceContent(this.#map, source.file, source.text)
  }

  /** The whole original with all edits. */
  whole(): void {
    this.#copy(0, this.#source.text.length, this.#edits)
  }

  /** A part of the original with the edits inside it, but not those around it. */
  part({ start, end }: { readonly start: number; readonly end: number }): void {
    this.#copy(
      start,
      end,
      this.#edits.filter(
        (edit) =>
          edit.at > start && (edit.at < end || (edit.at === end && edit.order === 'after' && edit.owner > start)),
      ),
    )
  }

  /** Text of our own. @param at the place in the original that it is about */
  write(text: string, at: number): void {
    this.#mark(at)
    this.#advance(text)
  }

  result(): { readonly code: string; readonly map: EncodedSourceMap } {
    return { code: this.#text, map: toEncodedMap(this.#map) }
  }

  #copy(from: number, to: number, edits: readonly Edit[]): void {
    let at = from
    for (const edit of edits) {
      this.#original(at, edit.at)
      this.write(edit.text, edit.at)
      at = edit.to
    }
    this.#original(at, to)
  }

  #original(from: number, to: number): void {
    const piece = this.#source.text.slice(from, to)
    let done = 0
    for (const token of piece.matchAll(TOKEN)) {
      this.#advance(piece.slice(done, token.index))
      if (token[0] !== '\n') this.#mark(from + token.index)
      this.#advance(token[0])
      done = token.index + token[0].length
    }
    this.#advance(piece.slice(done))
  }

  #mark(offset: number): void {
    const { line, column } = this.#source.lines.at(offset)
    maybeAddSegment(this.#map, this.#line, this.#column, this.#source.file, line - 1, column - 1)
  }

  #advance(text: string): void {
    this.#text += text
    const last = text.lastIndexOf('\n')
    if (last === -1) this.#column += text.length
    else {
      this.#line += text.split('\n').length - 1
      this.#column = text.length - last - 1
    }
  }
}
