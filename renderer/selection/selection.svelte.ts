/** What of a run is chosen, and what part of its time is in sight. */
import { TimeView } from '../charts/time-view.svelte'
import type { TelemetryHistory } from '../../analysis/run/history'
import { nearest, type Item } from '../../analysis/run/items'

export class Selection {
  readonly view = new TimeView()
  item = $state.raw<Item | null>(null)
  private readonly history: TelemetryHistory

  constructor(history: TelemetryHistory) {
    this.history = history
  }

  /** Another run begins. */
  begin(): void {
    this.item = null
    this.view.showAll()
  }

  /** Chooses what a process did last, before a time in seconds. */
  showProcess(process: number, time = Infinity): void {
    const lane = this.history.lanes.find((one) => one.process === process)
    const item = lane === undefined ? null : nearest(lane, time)
    if (item === null) return
    this.item = item
    this.view.reveal(item)
  }
}
