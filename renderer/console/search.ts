/** Finds lines in the console, over all that are kept; what was looked through already is not looked through again. */
import type { ConsoleLines } from './lines'
import { ESCAPE } from './spans'

/** Lines at the end that are looked through again: one without its end may still become another. */
const UNSETTLED = 100

export class Search {
  private readonly lines: ConsoleLines
  private wanted = ''
  /** Numbers of the lines that hold it, ascending. */
  private hits: number[] = []
  /** Lines below this number are looked through. */
  private seen = 0
  private view = -1

  constructor(lines: ConsoleLines) {
    this.lines = lines
  }

  /** @returns numbers of the lines in the view that hold the words, ascending */
  find(words: string): readonly number[] {
    const wanted = words.toLowerCase()
    if (wanted !== this.wanted || this.view !== this.lines.viewVersion) {
      this.wanted = wanted
      this.view = this.lines.viewVersion
      this.hits = []
      this.seen = 0
    }
    if (wanted === '') return []
    const { first, next } = this.lines.numbers
    const from = Math.max(first, this.seen - UNSETTLED)
    this.hits = this.hits.filter((number) => number >= first && number < from)
    for (const { number, line } of this.lines.slice(this.lines.indexOf(from), this.lines.length))
      if (line.text.replace(ESCAPE, '').toLowerCase().includes(wanted)) this.hits.push(number)
    this.seen = next
    return this.hits
  }
}
