/** The command line's words, checked. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { MOST_ITEMS, MOST_WORKERS } from '../../analysis/sizes'
import { languageOf } from '../../protocol/language'

export interface RunOptions {
  readonly file: string
  readonly poolSize: number | null
  readonly chunkSize: number | null
  /** Bytes of shared memory, or `null` for half of the machine's. */
  readonly memoryLimit: number | null
  /** Seconds, or `null` for no limit. */
  readonly timeout: number | null
  readonly events: string | null
  readonly json: boolean
  /** Whether one wait of each deadlock is to throw a DeadlockError. */
  readonly breakDeadlocks: boolean
  /** Whether the run is kept. */
  readonly history: boolean
  /** Whether tasks, waits and shared objects are recorded. */
  readonly measure: boolean
  readonly args: readonly string[]
}

/** What was asked cannot be done: one line for the user, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

const MOST_MEBIBYTES = 65_536
/** 24 days: no timer is longer. */
const MOST_SECONDS = 2_147_483

export const USAGE = `parallab                              open the window (also: parallab FILE)
parallab run FILE [options] [-- ARGS] run a script in the terminal
    --pool-size N      workers that Pool() starts, 1 to ${MOST_WORKERS} (default: one per processor)
    --chunk-size N     items in a chunk where the script names no chunksize (default: CPython's)
    --memory-limit M   MiB of shared memory, for queues and the like (default: half of the machine's)
    --timeout S        stop after so many seconds, with exit code 124
    --events FILE      write what happened, a JSON object a line
    --json             print one JSON object at the end, with the output inside
    --break-deadlocks  end each deadlock by a DeadlockError in one of its processes, where nobody watches
    --no-history       do not keep this run
    --no-measure       record no tasks, waits and locks, to see what recording costs
parallab sweep FILE [options] [-- ARGS] compare pool sizes, or chunk sizes, by running the script again and again
    --pool-sizes LIST  1,2,4 or 1-8 (default: 1 to twice the processors)
    --chunk-sizes LIST compare these instead, with --pool-size N workers
    --repeats N        runs at each size that count (default: 5)
    --warmup N         runs at each size before them that do not (default: 1)
    --timeout S        give a size up when a run takes longer
    --memory-limit M   as for run
    --json FILE        write all that was measured, and the answer
    --html FILE        write a report that needs nothing else to be read
    --csv FILE         write a row for each call of a pool in each run
    --no-history       do not keep this sweep
parallab runs [list [SEARCH] | show ID | …] what was run (parallab runs --help)
parallab lessons [list | check FOLDER | run FOLDER | …] lessons (parallab lessons --help)
parallab doctor                       what runs here
parallab --version`

/** @throws UsageError */
export function parseRun(words: readonly string[]): RunOptions {
  const { file, args, values } = parseScriptWords('run', words, {
    'pool-size': { type: 'string' },
    'chunk-size': { type: 'string' },
    'memory-limit': { type: 'string' },
    timeout: { type: 'string' },
    events: { type: 'string' },
    json: { type: 'boolean' },
    'break-deadlocks': { type: 'boolean' },
    'no-history': { type: 'boolean' },
    'no-measure': { type: 'boolean' },
  })
  return {
    file,
    poolSize: given(values['pool-size'], (text) => wholeNumber('--pool-size', text, MOST_WORKERS)),
    chunkSize: given(values['chunk-size'], (text) => wholeNumber('--chunk-size', text, MOST_ITEMS)),
    memoryLimit: given(values['memory-limit'], memoryLimit),
    timeout: given(values.timeout, (text) => seconds('--timeout', text)),
    events: values.events ?? null,
    json: values.json ?? false,
    breakDeadlocks: values['break-deadlocks'] ?? false,
    history: values['no-history'] !== true,
    measure: values['no-measure'] !== true,
    args,
  }
}

/** Takes apart the words of a command that runs a script: its options, the file, and what is the script's. @throws UsageError */
export function parseScriptWords<const T extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  words: readonly string[],
  options: T,
) {
  const separator = words.indexOf('--')
  const { values, positionals } = parseWords(separator < 0 ? words : words.slice(0, separator), options)
  const [file, ...more] = positionals
  if (file === undefined) throw new UsageError(`which script? parallab ${command} FILE`)
  if (more.length > 0) throw new UsageError(`unexpected '${more[0]}'; what the script is to get stands behind --`)
  for (const name of ['chunk-size', 'chunk-sizes'])
    if (name in values && languageOf(file) === 'python')
      throw new UsageError(`--${name}: CPython's Pool chooses the chunks of a Python script; give its map a chunksize`)
  return { file, values, args: separator < 0 ? [] : words.slice(separator + 1) }
}

/** @throws UsageError */
export function parseWords<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: negativesJoined(args), allowPositionals: true, options })
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\.\s|\n/)[0] ?? 'bad options')
  }
}

/** An option's value, checked; `null` where it is not given. */
export function given<T>(text: string | undefined, check: (text: string) => T): T | null {
  return text === undefined ? null : check(text)
}

/** `--timeout -1` is a bad number and no missing one. */
function negativesJoined(args: readonly string[]): string[] {
  return args.reduce<string[]>((words, word) => {
    const before = words.at(-1)
    if (before !== undefined && /^--[a-z-]+$/.test(before) && /^-[\d.]/.test(word)) words.push(`${words.pop()}=${word}`)
    else words.push(word)
    return words
  }, [])
}

/** Bytes. */
export function memoryLimit(text: string): number {
  return wholeNumber('--memory-limit', text, MOST_MEBIBYTES) * 2 ** 20
}

export function wholeNumber(name: string, text: string, most: number, least = 1): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new UsageError(`${name} must be a whole number from ${least} to ${most}, not '${text}'`)
  return value
}

export function seconds(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= MOST_SECONDS))
    throw new UsageError(`${name} must be a number of seconds above 0 and at most ${MOST_SECONDS}, not '${text}'`)
  return value
}
