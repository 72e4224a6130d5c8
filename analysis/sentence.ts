/** The answer in a sentence or two. */
import type { Fit, Interval, SweepAnswer } from '../protocol/sweep'
import { ignored, type Doubt } from './doubts'
import { count, duration, percent, sizeOf } from './numbers'

type Said = Omit<SweepAnswer, 'sentence'>

/** A share known to within this is given as one number. */
const CLOSE = 0.1

export function sentenceOf(said: Said, doubt: Doubt): string {
  const measured = said.points.filter(({ speedUp }) => speedUp !== null)
  if (measured.length === 0) return `Nothing could be measured. ${said.points[0]?.failure ?? 'No run has ended.'}`
  if (measured.length === 1) return alone(said)
  if (doubt.nothing === 'ignored') return `${ignored(said.axis)}: there is nothing to recommend.`
  if (doubt.nothing === 'noise')
    return `The repeats differ more than the sizes do: no size can be recommended. ${noise(said)}`
  if (said.best === null) return 'No size can be recommended.'
  const clauses =
    said.axis === 'pool-size'
      ? [poolSize(said, said.best, doubt), share(said, doubt), slower(said, said.best), further(said, said.best)]
      : [chunkSize(said, said.best, doubt), slower(said, said.best), further(said, said.best)]
  const sentence = clauses.filter((clause) => clause !== '').join('; ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.${doubt.isModelOff ? '' : advice(said)}`
}

function alone({ axis, points }: Said): string {
  const point = points.find(({ seconds }) => seconds !== null)
  if (point === undefined || point.seconds === null) return 'Nothing could be measured.'
  return `With ${sizeOf(axis, point.value)} the script takes ${duration(point.seconds.value)}; there is nothing to compare it with.`
}

function noise({ noise }: Said): string {
  return noise === null
    ? ''
    : `One repeat typically differs by ${percent(noise)}; more repeats or a quieter machine would tell.`
}

/** "4 workers are best on this machine, 3.1× [2.9, 3.2] of one". */
function poolSize(said: Said, best: Interval, { isGain }: Doubt): string {
  const { axis, points } = said
  const smallest = points.find(({ speedUp }) => speedUp !== null)?.value ?? 1
  if (!isGain) {
    const others = points.flatMap(({ value, speedUp }) => (speedUp === null || value === smallest ? [] : [speedUp]))
    const most = others.reduce((best, one) => (one.value > best.value ? one : best))
    return `${sizeOf(axis, smallest)} ${smallest === 1 ? 'is' : 'are'} enough on this machine, more are no faster (at most ${withInterval(most)})`
  }
  const name = `${sizeOf(axis, best.value)} ${best.value === 1 ? 'is' : 'are'} best on this machine`
  const point = points.find(({ value }) => value === best.value)
  if (point?.speedUp == null || best.value === smallest) return name
  return `${name}${orSo(best, said)}, ${withInterval(point.speedUp)} of ${smallest === 1 ? 'one' : smallest}`
}

/** The other values that were measured and among which the best may be. */
function orSo({ low, high, value }: Interval, { points }: Said): string {
  const others = points.flatMap((point) =>
    point.speedUp !== null && point.value !== value && point.value >= low && point.value <= high ? [point.value] : [],
  )
  const [first, last] = [others[0], others.at(-1)]
  if (first === undefined || last === undefined) return ''
  return ` (${count(first)}${first === last ? '' : ` to ${count(last)}`} may be as good)`
}

/** "about 8 % of the work does not run in parallel", of the chosen law. */
function share({ serial, measure }: Said, { isGain }: Doubt): string {
  // Wall time that no size changes says nothing of work that the script may share out by other means.
  if (serial === null || (measure === 'wall-time' && !isGain)) return ''
  const { value, low, high } = serial
  if (value < 0.005 && high < CLOSE) return 'nearly all of the work runs in parallel'
  if (value > 0.995 && low > 1 - CLOSE) return 'none of the work runs in parallel'
  if (high - low < CLOSE) return `about ${percent(value)} of the work does not run in parallel`
  if (low < 0.01) return `at most ${percent(high)} of the work does not run in parallel`
  if (high > 0.99) return `at least ${percent(low)} of the work does not run in parallel`
  return `between ${percent(low)} and ${percent(high)} of the work does not run in parallel`
}

function slower({ axis, points, slowerFrom }: Said, best: Interval): string {
  if (slowerFrom === null) return ''
  const before = points.findLast(({ value, speedUp }) => value < slowerFrom && speedUp !== null)?.value ?? best.value
  return `beyond ${axis === 'pool-size' ? count(before) : sizeOf(axis, before)} it gets slower`
}

/** What larger sizes would bring. */
function further({ axis, points, slowerFrom, chosen, fits, cores }: Said, best: Interval): string {
  if (slowerFrom !== null) return ''
  const largest = points.findLast(({ speedUp }) => speedUp !== null)?.value
  if (axis === 'pool-size' && best.value === cores && largest !== undefined && largest > cores && limited(fits, chosen))
    return `more than the ${cores} processors add nothing`
  if (best.value !== largest) return ''
  return axis === 'pool-size' ? `more than ${count(largest)} were not measured` : 'larger ones were not measured'
}

function limited(fits: readonly Fit[], chosen: Said['chosen']): boolean {
  return fits.some(({ law, limit }) => law === chosen && limit !== null)
}

function chunkSize(said: Said, best: Interval, { isGain }: Doubt): string {
  const { axis, points } = said
  const smallest = points.find(({ speedUp }) => speedUp !== null)?.value ?? 1
  if (!isGain) return `${sizeOf(axis, smallest)} are as good as more`
  const faster = points.find(({ value }) => value === best.value)?.speedUp
  return `${sizeOf(axis, best.value)} are best${orSo(best, said)}${faster == null ? '' : `, ${withInterval(faster)} of ${sizeOf(axis, smallest)}`}`
}

/** What to write into the script. */
function advice({ chunks }: Said): string {
  if (chunks === null) return ''
  const { cpythonDefault, best, dispatchSeconds, itemSeconds, modelled } = chunks
  const secondsAt = (chunksize: number) => modelled.find((one) => one.chunksize === chunksize)?.seconds ?? NaN
  const loss = secondsAt(cpythonDefault) / secondsAt(best) - 1
  const costs = `Handing out a chunk costs ${duration(dispatchSeconds.value)}, an item ${duration(itemSeconds.value)}`
  return loss < 0.02
    ? ` ${costs}: CPython's default of ${count(cpythonDefault)} is as good as any, so chunksize need not be given.`
    : ` ${costs}: give chunksize ${count(best)}, since CPython's default of ${count(cpythonDefault)} takes ${percent(loss)} longer.`
}

function withInterval({ value, low, high }: Interval): string {
  // Near 1 a tenth is too coarse to see which side it is on.
  const digits = value < 1.15 ? 2 : 1
  const text = (number: number) => number.toFixed(digits)
  return low === high ? `${text(value)}×` : `${text(value)}× [${text(low)}, ${text(high)}]`
}
