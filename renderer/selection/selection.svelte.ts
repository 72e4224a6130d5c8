/** What of a run is chosen, and what part of its time is in sight. */
import { TimeView } from '../charts/time-view.svelte'
import type { TelemetryHistory } from '../../analysis/run/history'
import { nearest, stretchOf, type Item } from '../../analysis/run/items'
import type { Lane } from '../../analysis/run/lane'
import { LineItems, type ScriptLine } from '../../analysis/run/line-items'

export class Selection {
  readonly view = new TimeView()
  item = $state.raw<Item | null>(null)
  /** The line of the script that is gone through, and which of its tasks and waits is chosen, from 1. */
  line = $state.raw<(ScriptLine & { readonly at: number; readonly of: number }) | null>(null)
  private readonly history: TelemetryHistory

  constructor(history: TelemetryHistory) {
    this.history = history
  }

  /** Another run begins. */
  begin(): void {
    this.choose(null)
    this.view.showAll()
  }

  choose(item: Item | null): void {
    this.item = item
    this.line = null
  }

  /** Chooses what a process did last, before a time in seconds. */
  showProcess(process: number, time = Infinity): void {
    const lane = this.laneOf(process)
    const item = lane === undefined ? null : nearest(lane, time)
    if (item === null) return
    this.choose(item)
    this.reveal()
  }

  /** Chooses the first task or wait that comes from a line. @returns whether there is one */
  showLine(line: ScriptLine): boolean {
    return this.go(line, null, 1)
  }

  /** To the next one of the line that is gone through, if there is one. */
  step(direction: -1 | 1): void {
    if (this.line !== null) this.go(this.line, this.item, direction)
  }

  /** Brings what is chosen into sight. */
  reveal(): void {
    const stretch = this.stretch()
    if (stretch !== null) this.view.reveal(stretch)
  }

  /** Comes closer to it. */
  frame(): void {
    const stretch = this.stretch()
    if (stretch !== null) this.view.frame(stretch)
  }

  private go(line: ScriptLine, from: Item | null, direction: -1 | 1): boolean {
    const items = new LineItems(this.history, line)
    const item = items.next(from, direction)
    if (item === null) return false
    this.item = item
    this.line = { ...line, ...items.placeOf(item) }
    this.reveal()
    return true
  }

  private stretch() {
    const lane = this.item === null ? undefined : this.laneOf(this.item.process)
    return this.item === null || lane === undefined ? null : stretchOf(lane, this.item, this.history.now)
  }

  private laneOf(process: number): Lane | undefined {
    return this.history.lanes.find((one) => one.process === process)
  }
}
