/** Rows in ever larger groups, so that a stretch of time is read in as many steps as it has pixels, however many rows it has. */
const SHIFT = 3
const FIRST = 16

/** What a row, or a group of rows, looks like from far away. */
export interface Glance {
  readonly start: number
  readonly end: number
  /** Seconds of work in it; less than `end - start` where there is time between. */
  readonly busy: number
  /** The kind that takes most of it. */
  readonly kind: number
  /** All marks of its rows. */
  readonly marks: number
}

/** @param row `-1` for a group of rows */
type Visit = (start: number, end: number, busy: number, kind: number, marks: number, row: number) => void

interface Level {
  start: Float64Array
  end: Float64Array
  busy: Float32Array
  /** By how many seconds the kind leads over all others. */
  lead: Float32Array
  kind: Uint16Array
  marks: Uint8Array
}

export class Pyramid {
  private readonly levels: Level[] = []

  clear(): void {
    this.levels.length = 0
  }

  /** A row was added, or has grown by what is given. */
  add(row: number, glance: Glance): void {
    const height = Math.max(1, this.levels.length)
    for (let i = 0; i < height; i++) this.join(i, row >> (SHIFT * (i + 1)), glance)
    const top = row >> (SHIFT * height)
    if (top > 0) this.heighten(height, top)
  }

  /**
   * Visits what touches a stretch of time, in order: rows, or groups of rows that lie within `least` seconds.
   *
   * @param rows the rows themselves
   * @param length how many there are
   */
  each(
    rows: Omit<Level, 'lead'>,
    length: number,
    [from, to]: readonly [number, number],
    least: number,
    visit: Visit,
  ): void {
    const { levels } = this
    const descend = (level: number, at: number): void => {
      const { start, end, busy, kind, marks } = level < 0 ? rows : (levels[level] as Level)
      const [a, b] = [start[at] as number, end[at] as number]
      if (b < from || a > to) return
      if (level < 0 || b - a <= least) {
        visit(a, b, busy[at] as number, kind[at] as number, marks[at] as number, level < 0 ? at : -1)
        return
      }
      const last = Math.min((at + 1) << SHIFT, sizeOf(level - 1, length))
      for (let i = at << SHIFT; i < last; i++) descend(level - 1, i)
    }
    const top = levels.length - 1
    for (let i = 0; i < sizeOf(top, length); i++) descend(top, i)
  }

  private join(level: number, at: number, { start, end, busy, kind, marks }: Glance): void {
    const nodes = (this.levels[level] ??= made(FIRST))
    if (at >= nodes.start.length) this.levels[level] = larger(nodes)
    const to = this.levels[level] as Level
    const isNew = (to.end[at] as number) === 0
    to.start[at] = isNew ? start : Math.min(start, to.start[at] as number)
    to.end[at] = Math.max(end, to.end[at] as number, Number.MIN_VALUE)
    ;(to.busy[at] as number) += busy
    ;(to.marks[at] as number) |= marks
    // Whoever leads keeps what it has more than all others together; a kind with over half of the time always wins.
    const lead = to.lead[at] as number
    if (isNew || to.kind[at] === kind) to.lead[at] = lead + busy
    else to.lead[at] = Math.abs(lead - busy)
    if (isNew || lead < busy) to.kind[at] = kind
  }

  /** The level above begins with all groups that are there. */
  private heighten(height: number, top: number): void {
    const below = this.levels[height - 1] as Level
    for (let i = 0; i <= top; i++)
      this.join(height, i >> SHIFT, {
        start: below.start[i] as number,
        end: below.end[i] as number,
        busy: below.busy[i] as number,
        kind: below.kind[i] as number,
        marks: below.marks[i] as number,
      })
  }
}

function sizeOf(level: number, length: number): number {
  return length === 0 ? 0 : ((length - 1) >> (SHIFT * (level + 1))) + 1
}

function made(size: number): Level {
  return {
    start: new Float64Array(size),
    end: new Float64Array(size),
    busy: new Float32Array(size),
    lead: new Float32Array(size),
    kind: new Uint16Array(size),
    marks: new Uint8Array(size),
  }
}

function larger(level: Level): Level {
  const next = made(level.start.length * 2)
  for (const name of Object.keys(next) as (keyof Level)[]) next[name].set(level[name])
  return next
}
