/** What is to be compared, as it stands in the form, and what that comes to. */
import {
  MOST_ITEMS,
  MOST_REPEATS,
  MOST_WORKERS,
  readSizes,
  REPEATS,
  SizesError,
  usualSizes,
  WARMUPS,
  writeSizes,
} from '../../analysis/sizes'
import { count } from '../../analysis/numbers'
import type { StartSweep } from '../../protocol/lab'
import type { Language } from '../../protocol/language'
import type { SweepAxis } from '../../protocol/sweep'
import { texts } from '../../texts'

const words = texts.comparison

export interface Form {
  readonly axis: SweepAxis
  /** As they were typed. */
  readonly poolSizes: string
  readonly chunkSizes: string
  readonly repeats: string
  readonly warmups: string
  /** Workers while chunk sizes are compared. */
  readonly workers: string
}

export type Field = Exclude<keyof Form, 'axis'>

export interface Read {
  /** `null` when there is a complaint. */
  readonly settings: StartSweep['settings'] | null
  /** A sentence for each field that says nothing. */
  readonly complaints: Readonly<Partial<Record<Field, string>>>
}

/** What can be compared: the chunks of a Python script are CPython's to choose. */
export function axesOf(language: Language): readonly SweepAxis[] {
  return language === 'python' ? ['pool-size'] : ['pool-size', 'chunk-size']
}

export function usualForm(cores: number): Form {
  return {
    axis: 'pool-size',
    poolSizes: writeSizes(usualSizes(cores)),
    chunkSizes: '1, 4, 16, 64',
    repeats: String(REPEATS),
    warmups: String(WARMUPS),
    workers: String(Math.min(cores, MOST_WORKERS)),
  }
}

export function readForm(form: Form): Read {
  const complaints: Partial<Record<Field, string>> = {}
  const sizes = (field: Field, name: string, most: number): readonly number[] => {
    try {
      return readSizes(form[field], most)
    } catch (error) {
      if (!(error instanceof SizesError)) throw error
      complaints[field] = words.badSizes(name, error.message)
      return []
    }
  }
  const number = (field: Field, name: string, least: number, most: number): number => {
    const text = form[field].trim()
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    complaints[field] = words.badNumber(name, least, count(most), text)
    return least
  }
  const settings = {
    axis: form.axis,
    values:
      form.axis === 'pool-size'
        ? sizes('poolSizes', words.axes['pool-size'], MOST_WORKERS)
        : sizes('chunkSizes', words.axes['chunk-size'], MOST_ITEMS),
    repeats: number('repeats', words.fields.repeats, 1, MOST_REPEATS),
    warmups: number('warmups', words.fields.warmups, 0, MOST_REPEATS),
    poolSize: form.axis === 'pool-size' ? null : number('workers', words.fields.workers, 1, MOST_WORKERS),
  }
  return { settings: Object.keys(complaints).length === 0 ? settings : null, complaints }
}

export function runsOf({ values, repeats, warmups }: StartSweep['settings']): number {
  return values.length * (repeats + warmups)
}

/** A run that has ended, by which others are judged. */
export interface LastRun {
  readonly seconds: number
  readonly poolSize: number
}

/** Seconds that the lab takes for each run beside it: new processes come up, and the machine becomes quiet. */
const BESIDE = 0.6

/** About how long it will take, if the work is shared evenly by workers that have a processor each. */
export function secondsOf(settings: StartSweep['settings'], last: LastRun, cores: number): number {
  const share = (workers: number) => 1 / Math.min(workers, cores)
  const runs = settings.values.map((value) => {
    const workers = settings.axis === 'pool-size' ? value : (settings.poolSize ?? cores)
    return BESIDE + (last.seconds * share(workers)) / share(last.poolSize)
  })
  return runs.reduce((sum, seconds) => sum + seconds, 0) * (settings.repeats + settings.warmups)
}
