/** The words of `parallab sweep`, checked. */
import os from 'node:os'
import type { SweepSettings } from '../../protocol/sweep'
import {
  given,
  memoryLimit,
  MOST_ITEMS,
  MOST_WORKERS,
  parseScriptWords,
  seconds,
  UsageError,
  wholeNumber,
} from './options'

const MOST_VALUES = 64
const MOST_REPEATS = 1000
const REPEATS = 5
const WARMUPS = 1

export interface SweepOptions {
  readonly file: string
  readonly settings: SweepSettings
  /** Bytes of shared memory, or `null` for half of the machine's. */
  readonly memoryLimit: number | null
  readonly json: string | null
  readonly csv: string | null
  readonly html: string | null
  /** Whether the sweep is kept. */
  readonly history: boolean
  readonly args: readonly string[]
}

/** @param cores sizes up to twice as many are compared where none are named @throws UsageError */
export function parseSweep(words: readonly string[], cores = os.availableParallelism()): SweepOptions {
  const { file, args, values } = parseScriptWords('sweep', words, {
    'pool-sizes': { type: 'string' },
    'chunk-sizes': { type: 'string' },
    'pool-size': { type: 'string' },
    repeats: { type: 'string' },
    warmup: { type: 'string' },
    timeout: { type: 'string' },
    'memory-limit': { type: 'string' },
    json: { type: 'string' },
    csv: { type: 'string' },
    html: { type: 'string' },
    'no-history': { type: 'boolean' },
  })
  const poolSizes = given(values['pool-sizes'], (text) => sizes('--pool-sizes', text, MOST_WORKERS))
  const chunkSizes = given(values['chunk-sizes'], (text) => sizes('--chunk-sizes', text, MOST_ITEMS))
  if (poolSizes !== null && chunkSizes !== null)
    throw new UsageError(
      '--pool-sizes and --chunk-sizes: one is compared while the other stays; --pool-size N keeps it',
    )
  if (values['pool-size'] !== undefined && chunkSizes === null)
    throw new UsageError('--pool-size goes with --chunk-sizes; to compare pool sizes name them: --pool-sizes 1,2,4')
  return {
    file,
    settings: {
      axis: chunkSizes === null ? 'pool-size' : 'chunk-size',
      values: chunkSizes ?? poolSizes ?? upTo(Math.min(2 * cores, MOST_WORKERS)),
      poolSize: given(values['pool-size'], (text) => wholeNumber('--pool-size', text, MOST_WORKERS)),
      repeats: given(values.repeats, (text) => wholeNumber('--repeats', text, MOST_REPEATS)) ?? REPEATS,
      warmups: given(values.warmup, (text) => wholeNumber('--warmup', text, MOST_REPEATS, 0)) ?? WARMUPS,
      timeout: given(values.timeout, (text) => seconds('--timeout', text)),
      seed: Math.floor(Math.random() * 2 ** 31),
    },
    memoryLimit: given(values['memory-limit'], memoryLimit),
    json: values.json ?? null,
    csv: values.csv ?? null,
    html: values.html ?? null,
    history: values['no-history'] !== true,
    args,
  }
}

/** `1,2,4` or `1-8` or both: whole numbers, ascending. */
function sizes(name: string, text: string, most: number): number[] {
  const found = text.split(',').flatMap((part) => range(name, part, most))
  const sorted = found.sort((a, b) => a - b)
  const twice = sorted.find((value, i) => value === sorted[i - 1])
  if (twice !== undefined) throw new UsageError(`${name} has ${twice} twice`)
  if (sorted.length > MOST_VALUES) throw tooMany(name, sorted.length)
  return sorted
}

function range(name: string, text: string, most: number): number[] {
  const ends = /^(\d+)-(\d+)$/.exec(text)
  if (ends === null) return [wholeNumber(`each of ${name}`, text, most)]
  const [from, to] = ends.slice(1).map((end) => wholeNumber(`each of ${name}`, end, most)) as [number, number]
  if (to < from) throw new UsageError(`${name} goes from the smaller to the larger: ${to}-${from}, not '${text}'`)
  if (to - from >= MOST_VALUES) throw tooMany(name, to - from + 1)
  return upTo(to - from + 1).map((value) => value + from - 1)
}

function tooMany(name: string, count: number): UsageError {
  return new UsageError(`${name} may have ${MOST_VALUES} sizes at most, not ${count}`)
}

function upTo(most: number): number[] {
  return Array.from({ length: most }, (_, i) => i + 1)
}
