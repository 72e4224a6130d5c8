/** The console's lines in bounded memory, with exact counts of what is no longer kept, and a filtered view of them. */
import type { ConsoleBatch, ConsoleLine } from '../../protocol/telemetry'
import { texts } from '../../texts'
import { Ring } from './ring'

export const MOST_LINES = 100_000
/** UTF-16 units of text that are kept, about 32 MB. */
const MOST_TEXT = 16_000_000
/** Longer lines are cut in the view. */
const LONGEST = 20_000

export interface Filter {
  readonly process: number | null
  readonly text: string
}

export class ConsoleLines {
  /** Counts changes, so that the view draws only when there is something new. */
  version = 0
  /** Counts what makes another view of the same lines. */
  viewVersion = 0
  /** Lines that came, and lines that are no longer kept. */
  total = 0
  dropped = 0
  private readonly ring = new Ring<ConsoleLine>(MOST_LINES)
  private size = 0
  /** What the view shows. */
  filter: Filter = { process: null, text: '' }
  /** The filter's text in lower case. */
  private wanted = ''
  /** Numbers of the lines that pass the filter; what stands before `start` has gone. `null`: all lines. */
  private passing: number[] | null = null
  private start = 0
  /** Number of the last line of each process and stream. */
  private readonly last = new Map<string, number>()

  begin(_runId: string): void {
    this.clear()
    this.total = 0
    this.dropped = 0
  }

  clear(): void {
    this.viewVersion++
    this.ring.clear()
    this.last.clear()
    this.size = 0
    this.passing = this.passing === null ? null : []
    this.start = 0
    this.version++
  }

  add(batch: ConsoleBatch): void {
    this.dropped += batch.dropped
    this.total += batch.dropped
    for (const line of batch.lines) this.push(line)
    this.version++
  }

  /** A line of the lab's own. @param at milliseconds of the run */
  say(text: string, at: number): void {
    this.push({ at, process: null, name: texts.common.product, stream: 'lab', text })
    this.version++
  }

  /** Shows only the lines of a process, or those that contain a text. */
  setFilter(filter: Filter): void {
    this.filter = filter
    this.viewVersion++
    this.wanted = filter.text.toLowerCase()
    this.passing = filter.process === null && filter.text === '' ? null : []
    this.start = 0
    if (this.passing !== null)
      for (let number = this.ring.first; number < this.ring.next; number++)
        if (this.passes(this.ring.get(number))) this.passing.push(number)
    this.version++
  }

  /** Lines in the view. */
  get length(): number {
    return this.passing === null ? this.ring.next - this.ring.first : this.passing.length - this.start
  }

  /** Lines that ever stood before the first one of the view; grows when old ones go. */
  get gone(): number {
    return this.passing === null ? this.ring.first : this.start
  }

  /** Rows of the view with the numbers that they keep. */
  slice(from: number, to: number): { number: number; line: ConsoleLine }[] {
    const rows: { number: number; line: ConsoleLine }[] = []
    for (let i = Math.max(0, from); i < Math.min(to, this.length); i++) {
      const number = this.passing === null ? this.ring.first + i : (this.passing[this.start + i] as number)
      const line = this.ring.get(number)
      if (line !== undefined) rows.push({ number, line })
    }
    return rows
  }

  /** Of the oldest line that is kept, and of the next one to come. */
  get numbers(): { readonly first: number; readonly next: number } {
    return this.ring
  }

  /** Row of the first line in the view with this number or a later one. */
  indexOf(number: number): number {
    if (this.passing === null) return number - this.ring.first
    let [low, high] = [this.start, this.passing.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.passing[middle] as number) < number) low = middle + 1
      else high = middle
    }
    return low - this.start
  }

  /** The whole view as text. */
  text(): string {
    return this.slice(0, this.length)
      .map(({ line }) => line.text)
      .join('\n')
  }

  private push(line: ConsoleLine): void {
    const left = line.text.length - LONGEST
    const kept = left > 0 ? { ...line, text: line.text.slice(0, LONGEST) + texts.output.cut(left) } : line
    const source = `${line.process} ${line.stream}`
    if (line.replaces === true && this.replace(this.last.get(source), kept)) return
    this.total++
    this.size += kept.text.length
    this.last.set(source, this.ring.next)
    this.forget(this.ring.push(kept))
    while (this.size > MOST_TEXT) this.forget(this.ring.shift())
    if (this.passing !== null && this.passes(kept)) this.passing.push(this.ring.next - 1)
  }

  /** Answers whether the line that is to go was still there. */
  private replace(number: number | undefined, line: ConsoleLine): boolean {
    const before = number === undefined ? undefined : this.ring.get(number)
    if (number === undefined || before === undefined) return false
    this.ring.set(number, line)
    this.size += line.text.length - before.text.length
    if (this.passing !== null && this.passes(line) !== this.passes(before)) this.setFilter(this.filter)
    return true
  }

  private forget(line: ConsoleLine | undefined): void {
    if (line === undefined) return
    this.size -= line.text.length
    this.dropped++
    if (this.passing === null) return
    while ((this.passing[this.start] ?? Infinity) < this.ring.first) this.start++
    if (this.start < MOST_LINES) return
    this.passing = this.passing.slice(this.start)
    this.start = 0
  }

  private passes(line: ConsoleLine | undefined): boolean {
    if (line === undefined) return false
    const { process } = this.filter
    if (process !== null && line.process !== process) return false
    return this.wanted === '' || line.text.toLowerCase().includes(this.wanted)
  }
}
