/** How far a sweep is, in the last line of a terminal. */
import { roughly } from '../../analysis/numbers'
import type { SweepProgress, SweepSettings } from '../../protocol/sweep'
import { texts } from '../../texts/main'

const words = texts.terminal.progress
const CLEAR = '\r\u001B[K'
const NARROWEST = 20

export class ProgressLine {
  private readonly stream: NodeJS.WriteStream
  private readonly axis: SweepSettings['axis']

  constructor(stream: NodeJS.WriteStream, axis: SweepSettings['axis']) {
    this.stream = stream
    this.axis = axis
  }

  show(progress: SweepProgress): void {
    if (!this.stream.isTTY) return
    // A line that is broken in two could not be cleared.
    const room = Math.max(this.stream.columns, NARROWEST) - 1
    this.stream.write(CLEAR + progressText(progress, this.axis).slice(0, room))
  }

  clear(): void {
    if (this.stream.isTTY) this.stream.write(CLEAR)
  }
}

export function progressText(
  { done, total, value, isWarmup, secondsLeft }: SweepProgress,
  axis: SweepSettings['axis'],
): string {
  const run = words.run(done + 1, total, words.axes[axis], value) + (isWarmup ? words.warmup : '')
  return secondsLeft === null ? run : run + words.left(roughly(secondsLeft))
}
