/** The command line's words, checked. */
import { parseArgs } from 'node:util'

export interface RunOptions {
  readonly file: string
  readonly poolSize: number | null
  /** Bytes of shared memory, or `null` for half of the machine's. */
  readonly memoryLimit: number | null
  /** Seconds, or `null` for no limit. */
  readonly timeout: number | null
  readonly events: string | null
  readonly json: boolean
  readonly args: readonly string[]
}

/** What was asked cannot be done: one line for the user, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const MOST_WORKERS = 64
const MOST_MEBIBYTES = 65_536
/** 24 days: no timer is longer. */
const MOST_SECONDS = 2_147_483

export const USAGE = `parallab                              open the window (also: parallab FILE)
parallab run FILE [options] [-- ARGS] run a script in the terminal
    --pool-size N      workers that Pool() starts, 1 to ${MOST_WORKERS} (default: one per processor)
    --memory-limit M   MiB of shared memory, for queues and the like (default: half of the machine's)
    --timeout S        stop after so many seconds, with exit code 124
    --events FILE      write what happened, a JSON object a line
    --json             print one JSON object at the end, with the output inside
parallab doctor                       what runs here
parallab --version`

/** @throws UsageError */
export function parseRun(args: readonly string[]): RunOptions {
  const separator = args.indexOf('--')
  const own = separator < 0 ? args : args.slice(0, separator)
  const { values, positionals } = parse(own)
  const [file, ...more] = positionals
  if (file === undefined) throw new UsageError('which script? parallab run FILE')
  if (more.length > 0) throw new UsageError(`unexpected '${more[0]}'; what the script is to get stands behind --`)
  return {
    file,
    poolSize: values['pool-size'] === undefined ? null : wholeNumber('--pool-size', values['pool-size'], MOST_WORKERS),
    memoryLimit:
      values['memory-limit'] === undefined
        ? null
        : wholeNumber('--memory-limit', values['memory-limit'], MOST_MEBIBYTES) * 2 ** 20,
    timeout: values.timeout === undefined ? null : seconds('--timeout', values.timeout),
    events: values.events ?? null,
    json: values.json ?? false,
    args: separator < 0 ? [] : args.slice(separator + 1),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: negativesJoined(args),
      allowPositionals: true,
      options: {
        'pool-size': { type: 'string' },
        'memory-limit': { type: 'string' },
        timeout: { type: 'string' },
        events: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\.\s|\n/)[0] ?? 'bad options')
  }
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

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > most)
    throw new UsageError(`${name} must be a whole number from 1 to ${most}, not '${text}'`)
  return value
}

function seconds(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= MOST_SECONDS))
    throw new UsageError(`${name} must be a number of seconds above 0 and at most ${MOST_SECONDS}, not '${text}'`)
  return value
}
