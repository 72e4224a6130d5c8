/** What the table and the lists below it say of each size. */
import { median } from 'simple-statistics'
import { sizeOf } from '../../analysis/numbers'
import { tableOf } from '../../analysis/table'
import type { Repeat, SweepAnswer, SweepData, SweepPoint } from '../../protocol/sweep'
import { texts } from '../../texts'

export interface Row extends SweepPoint {
  readonly isBest: boolean
  /** Whether the script ran with it at all. */
  readonly hasRun: boolean
  /** Medians of the repeats that count; `null` where there is none, or nothing was measured. */
  readonly cpuSeconds: number | null
  readonly peakMemory: number | null
  /** Why repeats at this size were disturbed, one for each. */
  readonly disturbed: readonly string[]
}

export function rowsOf(data: SweepData, { points, best }: SweepAnswer): Row[] {
  const { values, repeats } = tableOf(data)
  return points.map((point) => {
    const counted = (repeats[values.indexOf(point.value)] ?? []).filter((repeat) => repeat !== null)
    return {
      ...point,
      isBest: point.value === best?.value,
      hasRun: data.repeats.some(({ value }) => value === point.value),
      cpuSeconds: middle(counted.map(({ cpuSeconds }) => cpuSeconds)),
      peakMemory: middle(counted.flatMap(({ peakMemory }) => peakMemory ?? [])),
      disturbed: data.repeats.flatMap(({ value, affected }) => (value === point.value ? (affected ?? []) : [])),
    }
  })
}

/** "2 workers, repeat 3: Other programs used 15 % …; measured again." */
export function disturbances({ settings, repeats }: SweepData): string[] {
  const last = new Map(repeats.map((repeat) => [turnOf(repeat), repeat]))
  return repeats.flatMap((repeat) => {
    const { value, round, affected } = repeat
    if (affected === null) return []
    const again = last.get(turnOf(repeat)) !== repeat
    return [texts.comparison.disturbance(sizeOf(settings.axis, value), round + 1, affected, again)]
  })
}

/** A repeat and what repeated it have the same. */
function turnOf({ value, round }: Repeat): string {
  return `${value} ${round}`
}

function middle(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : median([...numbers])
}
