/** Milliseconds over which a rate is taken. */
const WINDOW = 500

/** A rate per second over the last half second, of a count that only grows. */
export class Rate {
  private readonly samples: { at: number; count: number }[] = []

  /** @param at milliseconds */
  add(at: number, count: number): number {
    this.samples.push({ at, count })
    while (this.samples.length > 2 && at - (this.samples[1] as { at: number }).at >= WINDOW) this.samples.shift()
    const first = this.samples[0] as { at: number; count: number }
    const seconds = (at - first.at) / 1000
    return seconds <= 0 ? 0 : (count - first.count) / seconds
  }
}
