/** What every chart over the run's time is given. */
import type { TelemetryHistory } from '../../analysis/run/history'
import type { Scale } from './axis'
import type { Palette } from './palette'
import type { Reading } from './reading'

export interface Plotted {
  readonly history: TelemetryHistory
  readonly reading: Reading
  readonly scale: Scale
  readonly palette: Palette
  readonly hover: number | null
  /** Changes when there is a new pixel to draw. */
  readonly drawn: string
}
