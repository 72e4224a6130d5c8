/** The words of `parallab sweep`, checked. */
import os from 'node:os'
import {
  MOST_ITEMS,
  MOST_REPEATS,
  MOST_WORKERS,
  readSizes,
  REPEATS,
  usualSizes,
  WARMUPS,
  type SizesError,
} from '../../analysis/sizes'
import { texts } from '../../texts/main'
import { usualLimits } from '../runs/request'
import { freshSeed } from '../sweep/order'
import type { LimitedSettings } from '../sweep/sweep'
import { given, memoryLimit, parseScriptWords, seconds, UsageError, wholeNumber } from './options'

const { refused } = texts.commandLine

export interface SweepOptions {
  readonly file: string
  readonly settings: LimitedSettings
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
  if (poolSizes !== null && chunkSizes !== null) throw new UsageError(refused.bothSizes)
  if (values['pool-size'] !== undefined && chunkSizes === null) throw new UsageError(refused.onlyPoolSize)
  const poolSize = given(values['pool-size'], (text) => wholeNumber('--pool-size', text, MOST_WORKERS))
  const compared = chunkSizes ?? poolSizes ?? usualSizes(cores)
  return {
    file,
    settings: {
      axis: chunkSizes === null ? 'pool-size' : 'chunk-size',
      values: compared,
      poolSize,
      repeats: given(values.repeats, (text) => wholeNumber('--repeats', text, MOST_REPEATS)) ?? REPEATS,
      warmups: given(values.warmup, (text) => wholeNumber('--warmup', text, MOST_REPEATS, 0)) ?? WARMUPS,
      timeout: given(values.timeout, (text) => seconds('--timeout', text)),
      limits: usualLimits(chunkSizes === null ? Math.max(...compared) : poolSize),
      memoryLimit: given(values['memory-limit'], memoryLimit),
      seed: freshSeed(),
    },
    json: values.json ?? null,
    csv: values.csv ?? null,
    html: values.html ?? null,
    history: values['no-history'] !== true,
    args,
  }
}

/** @throws UsageError */
function sizes(name: string, text: string, most: number): number[] {
  try {
    return readSizes(text, most)
  } catch (error) {
    throw new UsageError(`${name} ${(error as SizesError).message}`)
  }
}
