/** How far a sweep is, and how long it will take. */
import type { SweepProgress, SweepSettings } from '../../protocol/sweep'

export class Progress {
  private done = 0
  /** Runs to come, by value. */
  private readonly left: Map<number, number>
  /** Seconds and number of runs that are over, by value: with the preparation, for that takes time as well. */
  private readonly taken = new Map<number, { seconds: number; runs: number }>()

  constructor({ values, warmups, repeats }: SweepSettings) {
    this.left = new Map(values.map((value) => [value, warmups + repeats]))
  }

  ended(value: number, seconds: number): void {
    const { seconds: sum, runs } = this.taken.get(value) ?? { seconds: 0, runs: 0 }
    this.taken.set(value, { seconds: sum + seconds, runs: runs + 1 })
    this.left.set(value, (this.left.get(value) ?? 1) - 1)
    this.done++
  }

  /** A repeat of this value is to be measured once more. */
  again(value: number): void {
    this.left.set(value, (this.left.get(value) ?? 0) + 1)
  }

  giveUp(value: number): void {
    this.left.set(value, 0)
  }

  now(value: number, isWarmup: boolean): SweepProgress {
    const left = [...this.left.values()].reduce((sum, runs) => sum + runs, 0)
    return { done: this.done, total: this.done + left, value, isWarmup, secondsLeft: this.secondsLeft() }
  }

  /** A value that has not been seen is taken for an average one. */
  private secondsLeft(): number | null {
    const seen = [...this.taken.values()].map(({ seconds, runs }) => seconds / runs)
    if (seen.length === 0) return null
    const average = seen.reduce((sum, seconds) => sum + seconds, 0) / seen.length
    return [...this.left].reduce((sum, [value, runs]) => {
      const own = this.taken.get(value)
      return sum + runs * (own === undefined ? average : own.seconds / own.runs)
    }, 0)
  }
}
