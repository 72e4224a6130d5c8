/** Why a process ended, in one sentence. */
import { constants } from 'node:os'
import { bytes } from '../../analysis/numbers'
import type { ProcessEnd } from '../../protocol/run-event'
import type { Ender } from './members'

const LONGEST = 300
/** Some have a second name, which stands behind the usual one. */
const NAMES = new Map(
  Object.entries(constants.signals)
    .reverse()
    .map(([name, number]) => [number, name]),
)
/** What the signals of a crash mean. */
const CRASHES: Readonly<Record<string, string>> = {
  SIGSEGV: 'native code touched memory that is not its own',
  SIGBUS: 'native code touched memory that is not there',
  SIGILL: 'the engine, or native code, met what it cannot execute',
  SIGTRAP: 'the engine gave up',
  SIGFPE: 'native code divided by zero',
  SIGABRT: 'it called process.abort, or the engine or native code gave up',
}

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
  return exitcode < 0 ? (NAMES.get(-exitcode) ?? `signal ${-exitcode}`) : null
}

/** Whether the engine's report is among the lines. */
export function ranOutOfMemory(lines: readonly string[]): boolean {
  return lines.some((line) => line.includes('heap out of memory'))
}

export function reasonOf(circumstances: Circumstances): string {
  const { end, by, error, isBusy, memory } = circumstances
  const signal = signalOf(end)
  if (by === 'user') return `You ${end.reason === 'killed' ? 'killed' : 'terminated'} it (${signal ?? 'by a signal'}).`
  if (by === 'limit')
    return `The lab killed it (${signal ?? 'by a signal'}), since it held ${bytes(memory)}: more than a process may, see Settings.`
  switch (end.reason) {
    case 'exception':
      return error === null ? 'An error that nobody caught ended it.' : `Nobody caught its error: ${firstLine(error)}`
    case 'exit':
    case 'finished':
      return `It ended itself with exit code ${end.exitcode}${isBusy ? ', with a task in hand' : ''}.`
    case 'interrupted':
      return 'It was interrupted (SIGINT) from outside the lab.'
    case 'terminated':
      return `${signal} ended it, which another program sent, or the script by process.kill.`
    case 'killed':
      return `${signal} ended it, which another program sent, the script by process.kill, or the system for want of memory.`
    case 'out-of-memory':
      return heapWords(circumstances)
    case 'crashed': {
      const fatal = circumstances.lines.find((line) => /^(FATAL ERROR:|# (Fatal (?!error in)|Check failed))/.test(line))
      const meaning = fatal?.replace(/^# /, '') ?? CRASHES[signal ?? '']
      return `It crashed (${signal ?? `exit code ${end.exitcode}`})${meaning === undefined ? '.' : `: ${firstLine(meaning)}.`}`
    }
  }
}

function heapWords({ lines, memory }: Circumstances): string {
  const report = lines.find((line) => line.includes('heap out of memory'))
  if (report === undefined)
    return `It ran out of memory, it seems: the engine aborted it (SIGABRT) when it had ${bytes(memory)}.`
  const cause = /FATAL ERROR: (.*?) ?Allocation failed/.exec(report)?.[1] ?? ''
  // The engine's last collections: "3971.8 (3982.1) -> 3969.7 (3983.9) MB".
  const size = lines.flatMap((line) => /-> ([\d.]+) \([\d.]+\) MB/.exec(line)?.[1] ?? []).at(-1)
  const grown = size === undefined ? '' : `; its heap had grown to ${bytes(Number(size) * 2 ** 20)}`
  return `It ran out of memory: the engine could not enlarge the JavaScript heap${cause === '' ? '' : ` (${cause})`}${grown}.`
}

function firstLine(text: string): string {
  const [first = ''] = text.split('\n')
  return first.length <= LONGEST ? first : `${first.slice(0, LONGEST)}…`
}
