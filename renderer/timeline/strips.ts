/** What is narrower than a few pixels, gathered pixel by pixel: how much of each is taken, and by what kind most. */

/** Levels of strength, so that neighbours of nearly the same strength are one rectangle. */
const LEVELS = 12
/** What has no length is seen all the same. */
const LEAST = 0.08

export class Strips {
  private taken = new Float32Array(0)
  private lead = new Float32Array(0)
  private kind = new Uint16Array(0)
  private width = 0

  /** @param width device pixels */
  begin(width: number): void {
    this.width = width
    if (this.taken.length < width) {
      this.taken = new Float32Array(width)
      this.lead = new Float32Array(width)
      this.kind = new Uint16Array(width)
      return
    }
    this.taken.fill(0, 0, width)
    this.lead.fill(0, 0, width)
  }

  /** @param share of its length that it is busy */
  add(from: number, to: number, share: number, kind: number): void {
    const first = Math.max(0, Math.floor(from))
    const last = Math.min(this.width - 1, Math.floor(to))
    for (let pixel = first; pixel <= last; pixel++) {
      const part = Math.min(to, pixel + 1) - Math.max(from, pixel)
      if (part > 0 || first === last) this.take(pixel, Math.max(part * share, first === last ? LEAST : 0), kind)
    }
  }

  /** Runs of pixels that are alike. @param draw gets a strength above 0 to 1 */
  each(draw: (from: number, to: number, strength: number, kind: number) => void): void {
    let from = 0
    let level = 0
    let kind = 0
    for (let pixel = 0; pixel <= this.width; pixel++) {
      const share = pixel < this.width ? (this.taken[pixel] as number) : 0
      const next = share < 0.01 ? 0 : Math.ceil(Math.min(1, share) * LEVELS)
      const of = this.kind[pixel] as number
      if (next === level && (next === 0 || of === kind)) continue
      if (level > 0) draw(from, pixel, level / LEVELS, kind)
      from = pixel
      level = next
      kind = of
    }
  }

  /** As in the pyramid: a kind that has more than all others together wins. */
  private take(pixel: number, part: number, kind: number): void {
    ;(this.taken[pixel] as number) += part
    const lead = this.lead[pixel] as number
    if (this.kind[pixel] === kind) this.lead[pixel] = lead + part
    else {
      this.lead[pixel] = Math.abs(lead - part)
      if (lead < part) this.kind[pixel] = kind
    }
  }
}
