/** What the pointer does to the time in sight: the wheel comes closer, a drag moves it or takes a part of it. */
import { toTime, type Scale } from '../charts/axis'
import type { TimeView } from '../charts/time-view.svelte'

/** Pixels that a press may tremble. */
const STILL = 3
/** Of a wheel's pixels, and of a pinch's. */
const WHEEL = 0.002
const PINCH = 0.01

interface Drag {
  readonly x: number
  readonly takes: boolean
  last: number
  moved: boolean
}

export class Gestures {
  /** The part that is being taken, in pixels of the pane. */
  box = $state.raw<{ readonly from: number; readonly to: number } | null>(null)
  /** The last press became a drag, so that it is no click. */
  dragged = false
  private readonly view: TimeView
  private drag: Drag | null = null

  constructor(view: TimeView) {
    this.view = view
  }

  /** @param x pixels of the pane @param onItem something is under the pointer, by which the run is held */
  press(event: PointerEvent, x: number, scale: Scale, onItem: boolean): void {
    this.dragged = false
    if (event.button !== 0 || toTime(scale, x) === null) return
    const takes = event.shiftKey || event.ctrlKey || event.metaKey || !onItem || this.view.isWhole
    this.drag = { x, takes, last: x, moved: false }
  }

  move(event: PointerEvent, x: number, scale: Scale): void {
    const { drag } = this
    if (drag === null) {
      // Its click has been by now.
      this.dragged = false
      return
    }
    if (!drag.moved && Math.abs(x - drag.x) < STILL) return
    if (!drag.moved) (event.currentTarget as Element).setPointerCapture(event.pointerId)
    drag.moved = this.dragged = true
    if (drag.takes) {
      const [from, to] = [drag.x, x].map((one) => Math.min(Math.max(one, scale.left), scale.right)) as [number, number]
      this.box = { from: Math.min(from, to), to: Math.max(from, to) }
    } else this.view.pan(((drag.last - x) * (scale.end - scale.start)) / (scale.right - scale.left))
    drag.last = x
  }

  release(scale: Scale): void {
    const { box } = this
    this.cancel()
    if (box === null || box.to - box.from < STILL) return
    const [start, end] = [toTime(scale, box.from), toTime(scale, box.to)]
    if (start !== null && end !== null) this.view.show({ start, end })
  }

  cancel(): void {
    this.box = null
    this.drag = null
  }

  /** Beside the clock, and with Alt, the wheel scrolls the lanes. */
  wheel(event: WheelEvent, x: number, scale: Scale): void {
    const time = toTime(scale, x)
    if (time === null || event.altKey) return
    event.preventDefault()
    const sideways = event.deltaX !== 0 && Math.abs(event.deltaX) > Math.abs(event.deltaY)
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 40 : 1
    if (sideways || event.shiftKey) {
      const pixels = (sideways ? event.deltaX : event.deltaY) * lines
      this.view.pan((pixels * (scale.end - scale.start)) / (scale.right - scale.left))
    } else this.view.zoom(Math.exp(event.deltaY * lines * (event.ctrlKey ? PINCH : WHEEL)), time)
  }
}
