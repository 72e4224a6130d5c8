/** The laws and the model behind an answer, in plain words. */
import { count, duration, percent, rate } from '../../analysis/numbers'
import type { ChunkAnswer, Fit, Interval, SweepAnswer } from '../../protocol/sweep'
import { texts } from '../../texts'

export interface Parameter {
  readonly name: string
  readonly symbol: string
  readonly value: string
  /** The 95 % interval, `''` where there is none. */
  readonly range: string
  readonly meaning: string
}

export interface Explained {
  readonly name: string
  readonly isChosen: boolean
  /** What it says. */
  readonly words: string
  readonly parameters: readonly Parameter[]
}

const words = texts.comparison
const said = words.parameters

export function explained({ fits, chosen, chunks, measure }: SweepAnswer): Explained[] {
  if (chunks !== null) return [modelOf(chunks)]
  return fits.map((fit) => ({
    name: words.laws[fit.law].name,
    isChosen: fit.law === chosen,
    words: `${words.laws[fit.law].words}${limited(fit)}`,
    parameters: [
      {
        name: said.oneWorker,
        symbol: 'γ',
        ...figure(fit.gamma, rate),
        meaning: measure === 'throughput' ? said.itemsASecond : said.runsASecond,
      },
      {
        name: said.serialShare,
        symbol: 'σ',
        ...figure(fit.sigma, percent),
        meaning: said.serialShareMeans,
      },
      ...(fit.law === 'usl'
        ? [
            {
              name: said.coherence,
              symbol: 'κ',
              ...figure(fit.kappa, (value) => value.toPrecision(2)),
              meaning: said.coherenceMeans,
            },
          ]
        : []),
    ],
  }))
}

function limited({ limit }: Fit): string {
  return limit === null ? '' : ` ${words.limited(limit)}`
}

function modelOf({ map, workers, total, cpythonDefault, best, dispatchSeconds, itemSeconds }: ChunkAnswer): Explained {
  return {
    name: words.chunkModel(map, count(total), words.workers(count(workers), workers === 1)),
    isChosen: false,
    words: words.chunkModelWords,
    parameters: [
      { name: said.item, symbol: 'm', ...figure(itemSeconds, duration), meaning: said.itemMeans },
      {
        name: said.chunk,
        symbol: 'd',
        ...figure(dispatchSeconds, duration),
        meaning: said.chunkMeans,
      },
      {
        name: said.best,
        symbol: '',
        value: count(best),
        range: '',
        meaning: said.bestMeans,
      },
      {
        name: said.cpython,
        symbol: '',
        value: count(cpythonDefault),
        range: '',
        meaning: said.cpythonMeans,
      },
    ],
  }
}

function figure({ value, low, high }: Interval, say: (value: number) => string): Pick<Parameter, 'value' | 'range'> {
  return { value: say(value), range: low === high ? '' : words.range(say(low), say(high)) }
}
