/** The laws and the model behind an answer, in plain words. */
import { count, duration, percent, rate } from '../../analysis/numbers'
import type { ChunkAnswer, Fit, Interval, SweepAnswer } from '../../protocol/sweep'

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

const NAMES: Readonly<Record<Fit['law'], string>> = {
  amdahl: "Amdahl's law",
  usl: 'Universal Scalability Law',
}
const WORDS: Readonly<Record<Fit['law'], string>> = {
  amdahl: 'Part of the work runs on one worker only, and the workers share the rest evenly.',
  usl: "As in Amdahl's law, and each worker also costs all others some time, so that too many make it slower.",
}

export function explained({ fits, chosen, chunks, measure }: SweepAnswer): Explained[] {
  if (chunks !== null) return [modelOf(chunks)]
  return fits.map((fit) => ({
    name: NAMES[fit.law],
    isChosen: fit.law === chosen,
    words: `${WORDS[fit.law]}${limited(fit)}`,
    parameters: [
      {
        name: 'One worker',
        symbol: 'γ',
        ...said(fit.gamma, rate),
        meaning: `${measure === 'throughput' ? 'items' : 'runs'} a second`,
      },
      {
        name: 'Serial share',
        symbol: 'σ',
        ...said(fit.sigma, percent),
        meaning: 'of the work does not run in parallel',
      },
      ...(fit.law === 'usl'
        ? [
            {
              name: 'Coherence',
              symbol: 'κ',
              ...said(fit.kappa, (value) => value.toPrecision(2)),
              meaning: 'of the time of one worker, for each pair of workers',
            },
          ]
        : []),
    ],
  }))
}

function limited({ limit }: Fit): string {
  return limit === null ? '' : ` Beyond ${limit} workers they share processors and add nothing.`
}

function modelOf({ map, workers, total, cpythonDefault, best, dispatchSeconds, itemSeconds }: ChunkAnswer): Explained {
  return {
    name: `${map} over ${count(total)} items on ${workers === 1 ? '1 worker' : `${count(workers)} workers`}`,
    isChosen: false,
    words: 'Small chunks cost handing out; of large ones the last leave workers without anything to do.',
    parameters: [
      { name: 'An item', symbol: 'm', ...said(itemSeconds, duration), meaning: 'of one worker' },
      {
        name: 'A chunk',
        symbol: 'd',
        ...said(dispatchSeconds, duration),
        meaning: 'to hand it out and take its results',
      },
      {
        name: 'Best chunk size',
        symbol: '',
        value: count(best),
        range: '',
        meaning: 'by the model, of those measured',
      },
      {
        name: "CPython's default",
        symbol: '',
        value: count(cpythonDefault),
        range: '',
        meaning: 'four chunks a worker',
      },
    ],
  }
}

function said({ value, low, high }: Interval, say: (value: number) => string): Pick<Parameter, 'value' | 'range'> {
  return { value: say(value), range: low === high ? '' : `${say(low)} to ${say(high)}` }
}
