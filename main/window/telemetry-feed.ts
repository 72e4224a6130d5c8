/** Telemetry's way to the page: a batch per 50 ms at most, and none before the page has taken the last one. */
import type { TelemetryBatch } from '../../protocol/telemetry'
import { joined } from '../runs/joined'

/** Milliseconds between two batches; a little under the sampler's own pace, which then passes through. */
const PACE = 45

export class TelemetryFeed {
  private readonly deliver: (batch: TelemetryBatch) => Promise<void>
  private waiting: TelemetryBatch | undefined
  private flowing: Promise<void> | undefined
  private sent = -Infinity

  /** @param deliver resolves when the page has taken the batch */
  constructor(deliver: (batch: TelemetryBatch) => Promise<void>) {
    this.deliver = deliver
  }

  add(batch: TelemetryBatch): void {
    this.waiting = this.waiting === undefined ? batch : joined(this.waiting, batch)
    this.flowing ??= this.flow()
  }

  /** Settles when the page has taken every batch so far. */
  drained(): Promise<void> {
    return this.flowing ?? Promise.resolve()
  }

  private async flow(): Promise<void> {
    while (this.waiting !== undefined) {
      const rest = this.sent + PACE - performance.now()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, rest)))
      const batch = this.waiting
      this.waiting = undefined
      this.sent = performance.now()
      await this.deliver(batch)
    }
    this.flowing = undefined
  }
}
