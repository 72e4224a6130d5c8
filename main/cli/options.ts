/** The command line's words, checked. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { MOST_ITEMS, MOST_WORKERS } from '../../analysis/sizes'
import { languageOf } from '../../protocol/language'
import { texts } from '../../texts/main'

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

const { help, refused } = texts.commandLine
const MOST_MEBIBYTES = 65_536
/** 24 days: no timer is longer. */
const MOST_SECONDS = 2_147_483

export const USAGE = help(MOST_WORKERS)

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
  if (file === undefined) throw new UsageError(refused.whichScript(command))
  if (more.length > 0) throw new UsageError(refused.unexpectedOfScript(String(more[0])))
  for (const name of ['chunk-size', 'chunk-sizes'])
    if (name in values && languageOf(file) === 'python') throw new UsageError(refused.chunksOfPython(`--${name}`))
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
    throw new UsageError((error as Error).message.split(/\.\s|\n/)[0] ?? refused.badOptions)
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
    throw new UsageError(refused.wholeNumber(name, least, most, text))
  return value
}

export function seconds(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= MOST_SECONDS)) throw new UsageError(refused.seconds(name, MOST_SECONDS, text))
  return value
}
