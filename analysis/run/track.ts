/**
 * What happened in one process, one thing after the other, as columns in the order of their ends. Each thing is a row
 * until there is no room for all: then those that begin in the same short stretch of time become one.
 */
import { Pyramid } from './pyramid'

const FIRST = 64

type Column = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array

export const FAILED = 1
export const RETRIED = 2

interface Common {
  /** Seconds of the run. */
  readonly start: Float64Array
  readonly end: Float64Array
  /** Seconds; less than `end - start` where rows were joined. */
  readonly busy: Float32Array
  /** What decides how it is drawn. */
  readonly kind: Uint16Array
  /** FAILED, RETRIED. */
  readonly marks: Uint8Array
  /** How many things the row stands for. */
  readonly parts: Uint32Array
}

type Row<C> = { readonly [K in keyof C]: number }

export class Track<C extends object = object> {
  length = 0
  /** Those that were added, of which a row may stand for several. */
  things = 0
  rows: Common & C
  /** Seconds of a stretch; what takes longer is never joined. 0: each thing is its own row. */
  private grain = 0
  private readonly pyramid = new Pyramid()
  private readonly make: (size: number) => C
  private readonly names: readonly string[]
  /** The columns in the order of their names; of several things a row has the sum, or what the first had. */
  private columns: readonly Column[]
  private readonly isSum: readonly boolean[]

  /** @param make the columns that only this kind of track has @param sums those of them that are added up */
  constructor(make: (size: number) => C, sums: readonly (keyof C & string)[]) {
    this.make = make
    this.rows = this.made(FIRST)
    this.names = Object.keys(this.rows)
    this.columns = Object.values(this.rows) as Column[]
    const added: readonly string[] = ['busy', 'parts', ...sums]
    this.isSum = this.names.map((name) => added.includes(name))
  }

  add(thing: Row<C> & Row<Common>): void {
    this.things++
    const at = this.length++
    if (at >= this.rows.start.length) this.grow()
    const values = thing as unknown as Readonly<Record<string, number>>
    const { names, columns } = this
    for (let i = 0; i < names.length; i++) (columns[i] as Column)[at] = values[names[i] as string] as number
    this.settle(at)
  }

  /** The first row that ends at or after a time; `length` when there is none. */
  firstAfter(time: number): number {
    const { end } = this.rows
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((end[middle] as number) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Rows that touch a stretch of time, in order; what lies within `least` seconds may come as one, whose row is -1. */
  each(
    stretch: readonly [from: number, to: number],
    least: number,
    visit: (start: number, end: number, busy: number, kind: number, marks: number, row: number) => void,
  ): void {
    this.pyramid.each(this.rows, this.length, stretch, least, visit)
  }

  /** Makes room: at most half of the rows are left. */
  halve(): void {
    const { length } = this
    const { start, end } = this.rows
    const span = (end[length - 1] as number) - (start[0] as number)
    this.grain = Math.max(this.grain * 2, span / (length * 16), 1e-9)
    while (this.lengthWith(this.grain) > length / 2) this.grain *= 2
    this.length = 0
    this.pyramid.clear()
    for (let i = 0; i < length; i++) {
      const at = this.length++
      for (const column of this.columns) column[at] = column[i] as number
      this.settle(at)
    }
  }

  /** The last row goes into the one before it, or stands for itself. */
  private settle(at: number): void {
    const { start, end, busy, kind, marks } = this.rows
    const [from, to, work] = [start[at] as number, end[at] as number, busy[at] as number]
    const glance = { start: from, end: to, busy: work, kind: kind[at] as number, marks: marks[at] as number }
    const last = at - 1
    if (last < 0 || !joins(this.grain, start[last] as number, busy[last] as number, from, to))
      return this.pyramid.add(at, glance)
    this.length--
    this.pyramid.add(last, glance)
    if (work > (busy[last] as number)) kind[last] = glance.kind
    start[last] = Math.min(start[last] as number, from)
    end[last] = to
    ;(marks[last] as number) |= glance.marks
    this.columns.forEach((column, i) => {
      if (this.isSum[i] === true) (column[last] as number) += column[at] as number
    })
  }

  /** How many rows there would be. A stretch has at most two, one of short things and one long. */
  private lengthWith(grain: number): number {
    const { start, end, busy } = this.rows
    let number = 0
    let [begun, worked] = [0, 0]
    for (let i = 0; i < this.length; i++) {
      const [from, to] = [start[i] as number, end[i] as number]
      if (number > 0 && joins(grain, begun, worked, from, to)) {
        begun = Math.min(begun, from)
        worked += busy[i] as number
        continue
      }
      number++
      begun = from
      worked = busy[i] as number
    }
    return number
  }

  private grow(): void {
    const size = this.rows.start.length
    const wanted = Math.ceil(size < 1e5 ? size * 2 : size * 1.1)
    this.columns = this.columns.map((column) => grown(column, wanted))
    this.rows = Object.fromEntries(this.names.map((name, i) => [name, this.columns[i]])) as unknown as Common & C
  }

  private made(size: number): Common & C {
    const common: Common = {
      start: new Float64Array(size),
      end: new Float64Array(size),
      busy: new Float32Array(size),
      kind: new Uint16Array(size),
      marks: new Uint8Array(size),
      parts: new Uint32Array(size),
    }
    return { ...common, ...this.make(size) }
  }
}

/** Its memory goes on to the longer one, so that nothing is left to be collected; Node 20, of the tests, cannot do that. */
function grown(column: Column, length: number): Column {
  const make = column.constructor as new (of: ArrayBuffer | number) => Column
  const buffer = column.buffer as ArrayBuffer & { transfer?: (size: number) => ArrayBuffer }
  if (buffer.transfer !== undefined) return new make(buffer.transfer(length * column.BYTES_PER_ELEMENT))
  const longer = new make(length)
  longer.set(column)
  return longer
}

/** Whether a thing from `from` to `to` goes into a row that began at `begun` and has been busy for `busy`. */
function joins(grain: number, begun: number, busy: number, from: number, to: number): boolean {
  if (grain === 0 || to - from >= grain || busy >= grain || to < begun) return false
  return Math.floor(begun / grain) === Math.floor(from / grain)
}

/** Keeps the rows of all tracks together within a number. */
export function keepWithin(most: number, tracks: readonly Track[]): void {
  let total = tracks.reduce((sum, { length }) => sum + length, 0)
  while (total > most) {
    const longest = tracks.reduce((a, b) => (b.length > a.length ? b : a))
    total -= longest.length
    longest.halve()
    total += longest.length
  }
}
