/** What part of the run all charts show: the whole of it, a part that was chosen, or the part before the present. */
import { endingAt, framed, inside, panned, revealing, zoomed, type TimeWindow } from './time-window'

/** Of a key press: how much closer, and how much of the window is gone on by. */
const CLOSER = 0.6
const STEP = 0.15

export class TimeView {
  private isFollowing = $state(true)
  private chosen = $state.raw<TimeWindow | null>(null)
  /** Of the run, as it was told last. */
  private whole: TimeWindow = { start: 0, end: 1 }
  private shown: TimeWindow = this.whole

  /** Goes on with the run, at the length that was chosen. */
  get follows(): boolean {
    return this.isFollowing
  }

  /** What is in sight stays when it is not followed. */
  set follows(follows: boolean) {
    if (!follows) this.chosen ??= this.shown
    this.isFollowing = follows
  }

  /** All of the run is in sight. */
  get isWhole(): boolean {
    return this.chosen === null
  }

  /** @param end of the clock @param now of the run; both in seconds @param over the run has ended */
  at(end: number, now: number, over: boolean): TimeWindow {
    this.whole = { start: 0, end }
    if (this.chosen === null) this.shown = this.whole
    else if (this.isFollowing && !over) this.shown = endingAt(this.chosen, this.whole, now)
    else this.shown = inside(this.chosen, this.whole)
    return this.shown
  }

  /** @param at the time that stays where it is; without it the middle, or the present where that is followed */
  zoom(factor: number, at?: number): void {
    const { start, end } = this.shown
    this.show(zoomed(this.shown, this.whole, factor, at ?? (start + end) / 2), this.isFollowing)
  }

  pan(seconds: number): void {
    if (!this.isWhole) this.show(panned(this.shown, this.whole, seconds))
  }

  /** Closer to a stretch of time. */
  frame(stretch: TimeWindow): void {
    this.show(framed(stretch, this.whole))
  }

  /** Brings a stretch into sight. */
  reveal(stretch: TimeWindow): void {
    const window = revealing(this.shown, this.whole, stretch)
    if (window !== this.shown) this.show(window)
  }

  show(window: TimeWindow, follows = false): void {
    const next = inside(window, this.whole)
    const isWhole = next.end - next.start >= this.whole.end - this.whole.start
    this.chosen = isWhole ? null : next
    this.isFollowing = isWhole || follows
  }

  showAll(): void {
    this.chosen = null
    this.isFollowing = true
  }

  /** @param at where a key zooms to @returns whether it was one of its keys */
  key(event: KeyboardEvent, at?: number): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const by = (this.shown.end - this.shown.start) * STEP
    const key = event.key.toLowerCase()
    if (key === '+' || key === '=' || key === 'w') this.zoom(CLOSER, at)
    else if (key === '-' || key === 's') this.zoom(1 / CLOSER, at)
    else if (key === '0') this.showAll()
    else if (key === 'a') this.pan(-by)
    else if (key === 'd') this.pan(by)
    else return false
    event.preventDefault()
    return true
  }
}
