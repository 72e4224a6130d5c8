/** The answer in a sentence or two. */
import { capital } from './capital'
import type { Fit, Interval, SweepAnswer } from '../protocol/sweep'
import type { Doubt } from './doubts'
import { count, duration, percent, sizeOf } from './numbers'
import { texts } from '../texts'

const words = texts.answer

type Said = Omit<SweepAnswer, 'sentence'>

/** A share known to within this is given as one number. */
const CLOSE = 0.1

export function sentenceOf(said: Said, doubt: Doubt): string {
  const measured = said.points.filter(({ speedUp }) => speedUp !== null)
  if (measured.length === 0) return `${words.nothingMeasured} ${said.points[0]?.failure ?? words.noRunEnded}`
  if (measured.length === 1) return alone(said)
  if (doubt.nothing === 'ignored') return words.nothingToRecommend(words.ignored[said.axis])
  if (doubt.nothing === 'noise') return `${words.tooNoisy} ${noise(said)}`
  if (said.best === null) return words.none
  const clauses =
    said.axis === 'pool-size'
      ? [poolSize(said, said.best, doubt), share(said, doubt), slower(said, said.best), further(said, said.best)]
      : [chunkSize(said, said.best, doubt), slower(said, said.best), further(said, said.best)]
  const sentence = clauses.filter((clause) => clause !== '').join('; ')
  return `${capital(sentence)}.${doubt.isModelOff ? '' : advice(said)}`
}

function alone({ axis, points }: Said): string {
  const point = points.find(({ seconds }) => seconds !== null)
  if (point === undefined || point.seconds === null) return words.nothingMeasured
  return words.alone(sizeOf(axis, point.value), duration(point.seconds.value))
}

function noise({ noise }: Said): string {
  return noise === null ? '' : words.noise(percent(noise))
}

/** "4 workers are best on this machine, 3.1× [2.9, 3.2] of one". */
function poolSize(said: Said, best: Interval, { isGain }: Doubt): string {
  const { axis, points } = said
  const smallest = points.find(({ speedUp }) => speedUp !== null)?.value ?? 1
  if (!isGain) {
    const others = points.flatMap(({ value, speedUp }) => (speedUp === null || value === smallest ? [] : [speedUp]))
    const most = others.reduce((best, one) => (one.value > best.value ? one : best))
    return words.enough(sizeOf(axis, smallest), smallest === 1, withInterval(most))
  }
  const name = words.best(sizeOf(axis, best.value), best.value === 1)
  const point = points.find(({ value }) => value === best.value)
  if (point?.speedUp == null || best.value === smallest) return name
  return words.timesOfWorkers(`${name}${orSo(best, said)}`, withInterval(point.speedUp), smallest)
}

/** The other values that were measured and among which the best may be. */
function orSo({ low, high, value }: Interval, { points }: Said): string {
  const others = points.flatMap((point) =>
    point.speedUp !== null && point.value !== value && point.value >= low && point.value <= high ? [point.value] : [],
  )
  const [first, last] = [others[0], others.at(-1)]
  if (first === undefined || last === undefined) return ''
  return words.mayBeAsGood(count(first), count(last))
}

/** "about 8 % of the work does not run in parallel", of the chosen law. */
function share({ serial, measure }: Said, { isGain }: Doubt): string {
  // Wall time that no size changes says nothing of work that the script may share out by other means.
  if (serial === null || (measure === 'wall-time' && !isGain)) return ''
  const { value, low, high } = serial
  if (value < 0.005 && high < CLOSE) return words.share.nearlyAll
  if (value > 0.995 && low > 1 - CLOSE) return words.share.none
  if (high - low < CLOSE) return words.share.about(percent(value))
  if (low < 0.01) return words.share.atMost(percent(high))
  if (high > 0.99) return words.share.atLeast(percent(low))
  return words.share.between(percent(low), percent(high))
}

function slower({ axis, points, slowerFrom }: Said, best: Interval): string {
  if (slowerFrom === null) return ''
  const before = points.findLast(({ value, speedUp }) => value < slowerFrom && speedUp !== null)?.value ?? best.value
  return words.slowerBeyond(axis === 'pool-size' ? count(before) : sizeOf(axis, before))
}

/** What larger sizes would bring. */
function further({ axis, points, slowerFrom, chosen, fits, cores }: Said, best: Interval): string {
  if (slowerFrom !== null) return ''
  const largest = points.findLast(({ speedUp }) => speedUp !== null)?.value
  if (axis === 'pool-size' && best.value === cores && largest !== undefined && largest > cores && limited(fits, chosen))
    return words.processorsAddNothing(cores)
  if (best.value !== largest) return ''
  return axis === 'pool-size' ? words.moreNotMeasured(count(largest)) : words.largerNotMeasured
}

function limited(fits: readonly Fit[], chosen: Said['chosen']): boolean {
  return fits.some(({ law, limit }) => law === chosen && limit !== null)
}

function chunkSize(said: Said, best: Interval, { isGain }: Doubt): string {
  const { axis, points } = said
  const smallest = points.find(({ speedUp }) => speedUp !== null)?.value ?? 1
  if (!isGain) return words.chunksAsGood(sizeOf(axis, smallest))
  const faster = points.find(({ value }) => value === best.value)?.speedUp
  const name = `${words.chunksBest(sizeOf(axis, best.value))}${orSo(best, said)}`
  return faster == null ? name : words.timesOfChunks(name, withInterval(faster), sizeOf(axis, smallest))
}

/** What to write into the script. */
function advice({ chunks }: Said): string {
  if (chunks === null) return ''
  const { cpythonDefault, best, dispatchSeconds, itemSeconds, modelled } = chunks
  const secondsAt = (chunksize: number) => modelled.find((one) => one.chunksize === chunksize)?.seconds ?? NaN
  const loss = secondsAt(cpythonDefault) / secondsAt(best) - 1
  const costs = words.costs(duration(dispatchSeconds.value), duration(itemSeconds.value))
  return loss < 0.02
    ? ` ${words.defaultIsGood(costs, count(cpythonDefault))}`
    : ` ${words.giveChunksize(costs, count(best), count(cpythonDefault), percent(loss))}`
}

function withInterval({ value, low, high }: Interval): string {
  // Near 1 a tenth is too coarse to see which side it is on.
  const digits = value < 1.15 ? 2 : 1
  const text = (number: number) => number.toFixed(digits)
  return low === high ? `${text(value)}×` : `${text(value)}× [${text(low)}, ${text(high)}]`
}
