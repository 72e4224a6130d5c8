/**
 * The console's way to the page: a batch per 50 ms at most, and none before the page has taken the last one. No line
 * is dropped: while too many wait, the processes that write are held up, as a terminal holds them up, so main's
 * memory is bounded by what waits here and one chunk per stream.
 */
import type { ConsoleBatch, ConsoleLine } from '../../protocol/telemetry'

/** Milliseconds between two batches. */
const PACE = 50
const BATCH_LINES = 2_000
const BATCH_CHARACTERS = 1_000_000
/** What may wait before writers are held up. */
const MOST_LINES = 20_000
const MOST_CHARACTERS = 8_000_000

export class ConsoleFeed {
  private readonly runId: string
  private readonly deliver: (batch: ConsoleBatch) => Promise<void>
  private lines: ConsoleLine[] = []
  private characters = 0
  private held: (() => void)[] = []
  private flowing: Promise<void> | undefined
  private sent = -Infinity

  /** @param deliver resolves when the page has taken the batch */
  constructor(runId: string, deliver: (batch: ConsoleBatch) => Promise<void>) {
    this.runId = runId
    this.deliver = deliver
  }

  add(line: ConsoleLine): void {
    this.lines.push(line)
    this.characters += line.text.length
    this.flowing ??= this.flow()
  }

  /** Settles when a writer may go on; `undefined` if it may at once. */
  room(): Promise<void> | undefined {
    if (!this.isFull) return undefined
    return new Promise((resolve) => this.held.push(resolve))
  }

  /** Settles when the page has taken every line so far. */
  drained(): Promise<void> {
    return this.flowing ?? Promise.resolve()
  }

  private get isFull(): boolean {
    return this.lines.length >= MOST_LINES || this.characters >= MOST_CHARACTERS
  }

  private async flow(): Promise<void> {
    while (this.lines.length > 0) {
      await pause(this.sent + PACE - performance.now())
      this.sent = performance.now()
      const lines = this.take()
      if (!this.isFull) for (const release of this.held.splice(0)) release()
      await this.deliver({ runId: this.runId, lines, dropped: 0 })
    }
    this.flowing = undefined
  }

  private take(): ConsoleLine[] {
    let count = 0
    let size = 0
    while (count < this.lines.length && count < BATCH_LINES) {
      const length = this.lines[count]?.text.length ?? 0
      if (count > 0 && size + length > BATCH_CHARACTERS) break
      size += length
      count++
    }
    const taken = this.lines.slice(0, count)
    this.lines = this.lines.slice(count)
    this.characters -= size
    return taken
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)))
}
