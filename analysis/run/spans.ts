/** What a process did as stretches of time: neighbours that are alike are one, and the shortest go when there are too many. */
import type { ProcessSample } from '../../protocol/telemetry'

export interface Span {
  /** Seconds of the run. */
  readonly start: number
  end: number
  readonly state: ProcessSample['state']
  /** What it waits for, or `''`. */
  readonly waitsFor: string
}

export class Spans {
  list: Span[] = []
  private readonly capacity: number
  /** Seconds; shorter spans were given to the span before them. */
  private least = 0

  constructor(capacity: number) {
    this.capacity = capacity
  }

  add(state: Span['state'], waitsFor: string, start: number, end: number): void {
    this.list.push({ start, end, state, waitsFor })
    this.list.push(...joined(this.list.splice(-2), 0))
    if (this.list.length < this.capacity) return
    this.least = Math.max(this.least * 2, (end - (this.list[0] as Span).start) / this.capacity / 4)
    this.list = joined(this.list, this.least)
    while (this.list.length > this.capacity / 2) this.list = joined(this.list, (this.least *= 2))
  }

  /** The span at a time. */
  at(time: number): Span | undefined {
    return this.list.findLast((span) => span.start <= time && time <= span.end)
  }
}

function joined(spans: readonly Span[], least: number): Span[] {
  const list: Span[] = []
  for (const span of spans) {
    const before = list.at(-1)
    const alike = before?.state === span.state && before.waitsFor === span.waitsFor
    if (before !== undefined && (alike || span.end - span.start < least)) before.end = span.end
    else list.push({ ...span })
  }
  return list
}
