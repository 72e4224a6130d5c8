/** Why a process ended, in one sentence. */
import { constants } from 'node:os'
import { bytes } from '../../analysis/numbers'
import type { ProcessEnd } from '../../protocol/run-event'
import { texts } from '../../texts/main'
import type { Ender } from './members'

const LONGEST = 300
/** The engine's report. */
const OUT_OF_MEMORY = /heap out of memory/
/** Some have a second name, which stands behind the usual one. */
const NAMES = new Map(
  Object.entries(constants.signals)
    .reverse()
    .map(([name, number]) => [number, name]),
)
const words = texts.endings

export interface Circumstances {
  readonly end: ProcessEnd
  /** Who asked for the end; `null`: nobody that the lab knows of. */
  readonly by: Ender | null
  /** The error that nobody caught. */
  readonly error: string | null
  /** Whether it had a task in hand. */
  readonly isBusy: boolean
  /** What it wrote at last. */
  readonly lines: readonly string[]
  /** Bytes that it had at most of late. */
  readonly memory: number
}

/** The name of the signal that ended it. */
export function signalOf({ exitcode }: ProcessEnd): string | null {
  return exitcode < 0 ? (NAMES.get(-exitcode) ?? words.signal(-exitcode)) : null
}

/** Whether the engine's report is among the lines. */
export function ranOutOfMemory(lines: readonly string[]): boolean {
  return lines.some((line) => OUT_OF_MEMORY.test(line))
}

export function reasonOf(circumstances: Circumstances): string {
  const { end, by, error, isBusy, memory } = circumstances
  const signal = signalOf(end)
  if (by === 'user') return words.byUser(end.reason === 'killed', signal ?? words.bySignal)
  if (by === 'limit') return words.byLimit(signal ?? words.bySignal, bytes(memory))
  switch (end.reason) {
    case 'exception':
      return error === null ? words.uncaught : words.uncaughtError(firstLine(error))
    case 'exit':
    case 'finished':
      return words.itself(end.exitcode, isBusy)
    case 'interrupted':
      return words.interrupted
    case 'terminated':
      return words.terminated(String(signal))
    case 'killed':
      return words.killed(String(signal))
    case 'out-of-memory':
      return heapWords(circumstances)
    case 'crashed': {
      const fatal = circumstances.lines.find((line) => /^(FATAL ERROR:|# (Fatal (?!error in)|Check failed))/.test(line))
      const meaning = fatal?.replace(/^# /, '') ?? words.crashes[signal ?? '']
      return words.crashed(signal ?? words.exitcode(end.exitcode), firstLine(meaning ?? ''))
    }
  }
}

function heapWords({ lines, memory }: Circumstances): string {
  const report = lines.find((line) => OUT_OF_MEMORY.test(line))
  if (report === undefined) return words.memorySeems(bytes(memory))
  const cause = /FATAL ERROR: (.*?) ?Allocation failed/.exec(report)?.[1] ?? ''
  // The engine's last collections: "3971.8 (3982.1) -> 3969.7 (3983.9) MB".
  const size = lines.flatMap((line) => /-> ([\d.]+) \([\d.]+\) MB/.exec(line)?.[1] ?? []).at(-1)
  return words.memory(cause, size === undefined ? '' : bytes(Number(size) * 2 ** 20))
}

function firstLine(text: string): string {
  const [first = ''] = text.split('\n')
  return first.length <= LONGEST ? first : `${first.slice(0, LONGEST)}…`
}
