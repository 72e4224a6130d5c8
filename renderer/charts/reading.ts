/** What the panels say: now, at the crosshair, or of the whole run when it is over. */
import type { MapSample } from '../../protocol/telemetry'
import { toX, type Scale } from './axis'
import type { TelemetryHistory } from '../../analysis/run/history'
import { bytes, count, moment, percent, rate } from '../../analysis/numbers'
import type { Series } from '../../analysis/run/series'
import { texts } from '../../texts'

const words = texts.charts.reading

/** Pixels that the name of a call needs. */
const LABEL = 48

export interface Headline {
  readonly value: string
  /** What kind of value it is. */
  readonly detail: string
}

export interface Reading {
  readonly cpu: Headline
  /** Mean of the cores, then each; empty before the first sample. */
  readonly shares: readonly number[]
  readonly memory: Headline
  /** Memory of all processes; of the whole run the most at once. */
  readonly bytes: number
  readonly throughput: Headline
  readonly rate: number
  readonly map: MapSample | undefined
}

export interface CallLabel {
  readonly map: number
  readonly name: string
  readonly x: number
  readonly width: number
}

/** @param time seconds at the crosshair, or `null` */
export function readingOf(history: TelemetryHistory, time: number | null): Reading {
  const { cores, totals, over } = history
  const coresAt = time === null ? cores.times.length - 1 : cores.indexAt(time)
  const totalsAt = time === null ? totals.times.length - 1 : totals.indexAt(time)
  const whole = over && time === null
  const shares = whole ? history.meanOfRun : coresAt < 0 ? [] : sharesAt(cores, coresAt)
  const sampled = (at: number | undefined) => (at === undefined ? words.noSample : words.sampleAt(moment(at)))
  const number = shares.length - 1
  const memory = whole ? history.peak.memory : (totals.columns[1]?.[totalsAt] ?? 0)
  const perSecond = totals.columns[0]?.[totalsAt] ?? 0
  const map = history.mapAt(time ?? history.now)
  return {
    cpu: {
      value: shares[0] === undefined ? '–' : percent(shares[0]),
      detail: whole ? words.meanOfRun : time !== null ? sampled(cores.times[coresAt]) : words.meanOf(number),
    },
    shares,
    memory: {
      value: totals.times.length === 0 ? '–' : bytes(memory),
      detail: whole
        ? words.peakOf(texts.processes.number(count(history.lanes.length), history.lanes.length))
        : statesOf(history, time),
    },
    bytes: memory,
    throughput: throughputOf(map, perSecond, time),
    rate: perSecond,
    map,
  }
}

/** The sample to go to from a time by keyboard: the next one, or a hundredth of the clock if samples are dense. */
export function stepFrom(times: readonly number[], from: number, direction: -1 | 1, end: number): number {
  const least = end / 100
  const far = direction > 0 ? times.find((t) => t >= from + least) : times.findLast((t) => t <= from - least)
  return far ?? (direction > 0 ? times.at(-1) : times[0]) ?? from
}

/** Names for the calls that have room under their part of the clock. @param now seconds */
export function callLabels(maps: readonly MapSample[], scale: Scale, now: number): CallLabel[] {
  const labels: CallLabel[] = []
  const last = Math.min(scale.right, toX(scale, now))
  for (const { map, name, startedAt } of maps.toReversed()) {
    const x = Math.max(scale.left, toX(scale, startedAt / 1000))
    const width = (labels.at(-1)?.x ?? last) - x
    if (width >= LABEL) labels.push({ map, name, x, width })
  }
  return labels.reverse()
}

/** For a screen reader: the crosshair, or the present, in a sentence. */
export function sentenceOf({ cpu, memory, throughput }: Reading, time: number | null): string {
  const when = time === null ? words.now : words.at(moment(time))
  return words.sentence(when, cpu.value, memory.value, throughput.value, throughput.detail)
}

/** The columns of the least and the greatest stand between the mean and each. */
function sharesAt({ columns }: Series, at: number): readonly number[] {
  return columns.filter((_column, i) => i !== 1 && i !== 2).map((column) => column[at] ?? 0)
}

/** After a call, and where nothing else is known, its mean: exactly counted. */
function throughputOf(map: MapSample | undefined, perSecond: number, time: number | null): Headline {
  if (map === undefined) return { value: '–', detail: '' }
  if (time !== null) return { value: rate(perSecond), detail: map.name }
  const detail = words.call(map.name, count(map.done), count(map.total), map.failed > 0 ? count(map.failed) : '')
  if (map.endedAt === null) return { value: rate(perSecond), detail }
  const seconds = Math.max(1e-6, (map.endedAt - map.startedAt) / 1000)
  return { value: rate(map.done / seconds), detail: words.meanOfCall(detail) }
}

function statesOf({ lanes }: TelemetryHistory, time: number | null): string {
  let [run, wait] = [0, 0]
  for (const lane of lanes) {
    if (time === null ? lane.end !== null : lane.start > time || (lane.end ?? Infinity) < time) continue
    const state = time === null ? lane.sample?.state : lane.spans.at(time)?.state
    if (state === 'waiting') wait++
    else run++
  }
  return words.states(run, wait)
}
