/** Axes of d3's scales with the lab's words. */
import { scaleLinear, scaleLog } from 'd3-scale'
import { count } from '../analysis/numbers'
import type { Area, Axis } from './frame'

/** Amounts upwards, from zero, at most four grid lines above it. @param top what must have room */
export function amounts(
  { top: from, bottom }: Area,
  top: number,
  label: (value: number) => string,
): Axis & { readonly top: number } {
  const scale = scaleLinear([0, top > 0 ? top : 1], [bottom, from]).nice(4)
  const ticks = [4, 3, 2].map((wanted) => scale.ticks(wanted)).find((values) => values.length <= 5) ?? []
  return { scale, ticks: ticks.map((value) => ({ value, label: label(value) })), top: scale.domain()[1] as number }
}

/** Amounts upwards in steps of their logarithm, where the small ones matter as much as the large. */
export function magnitudes({ top, bottom }: Area, values: readonly number[], label: (value: number) => string): Axis {
  const scale = scaleLog([Math.min(...values) / 1.2, Math.max(...values) * 1.2], [bottom, top])
  const all = scale.ticks()
  const round = all.filter((value) => /^[125]/.test(value.toExponential()))
  const ticks = round.length < 3 ? all : round
  const every = Math.ceil(ticks.length / 5)
  return { scale, ticks: ticks.filter((_, i) => i % every === 0).map((value) => ({ value, label: label(value) })) }
}

/** Sizes to the right, from zero, ticks where something was measured. */
export function sizes({ left, right }: Area, values: readonly number[]): Axis {
  const scale = scaleLinear([0, Math.max(1, ...values) * 1.03], [left, right])
  return { scale, ticks: values.map((value) => ({ value, label: count(value) })) }
}

/** Sizes in steps of their logarithm, for what spans powers. @param measured where ticks stand */
export function powers({ left, right }: Area, values: readonly number[], measured = values): Axis {
  const low = Math.max(1, Math.min(...values))
  const high = Math.max(low + 1, ...values)
  const scale = scaleLog([low, high], [left + 12, right - 12])
  return { scale, ticks: measured.map((value) => ({ value, label: count(value) })) }
}

/** Seconds of a run's clock to the right. */
export function clock({ left, right }: Area, seconds: readonly number[]): Axis {
  const scale = scaleLinear([Math.min(0, ...seconds), Math.max(1e-3, ...seconds)], [left, right])
  return { scale, ticks: scale.ticks(8).map((value) => ({ value, label: String(value) })) }
}
