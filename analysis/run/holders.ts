/** Who held a lock when it was looked at. */
const OBJECTS = 1_000
const LOOKS = 200

interface Look {
  readonly at: number
  readonly holders: readonly number[]
}

export class Holders {
  private readonly looks = new Map<number, Look[]>()

  add(object: number, at: number, holders: readonly number[]): void {
    const looks = this.looks.get(object) ?? []
    if (looks.length === 0 && this.looks.size >= OBJECTS) return
    this.looks.set(object, looks)
    looks.push({ at, holders })
    if (looks.length > LOOKS) looks.splice(0, LOOKS / 2)
  }

  /** Those other than the waiting process who were seen with it during a wait; empty: not known. */
  during(object: number, start: number, end: number, waiting: number): readonly number[] {
    const looks = this.looks.get(object) ?? []
    const seen = looks.filter(({ at }) => at >= start && at <= end).flatMap(({ holders }) => holders)
    // It was held at the last look before as well, if nothing has been said of it since.
    const before = looks.findLast(({ at }) => at < start)?.holders ?? []
    const known = seen.length > 0 ? seen : before
    return [...new Set(known)].filter((process) => process !== waiting)
  }
}
