/** The library's logger: what of CPython's `logging` its `multiprocessing` uses. */
import { format } from 'node:util'
import { ValueError } from './errors'
import { thisProcess } from './process-state'

/** Below DEBUG: the finest of what the library says. CPython: `multiprocessing.SUBDEBUG`. */
export const SUBDEBUG = 5
/** What helps to find faults. CPython: `logging.DEBUG`. */
export const DEBUG = 10
/** What goes its way: processes that begin and end. CPython: `logging.INFO`. */
export const INFO = 20
/** Between INFO and WARNING. CPython: `multiprocessing.SUBWARNING`. */
export const SUBWARNING = 25
/** What is suspicious; the level of a logger that was given none. CPython: `logging.WARNING`. */
export const WARNING = 30
/** What went wrong. CPython: `logging.ERROR`. */
export const ERROR = 40

const LEVELS = { SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING, ERROR } as const

/** A level by its name, or as a number between others. CPython: the levels of `logging`. */
export type LogLevel = keyof typeof LEVELS | number

/** What a child takes over from its parent. */
export interface LogSettings {
  readonly level: number
  readonly toStderr: boolean
}

/** Logs what the library does and what the script adds, in every process of the run. CPython: `logging.Logger`. */
export class Logger {
  private ownLevel: number | null = null
  private isOnStderr = false

  /** The least level that is logged; WARNING until it was set. CPython: `Logger.level`, `Logger.getEffectiveLevel`. */
  get level(): number {
    return this.ownLevel ?? WARNING
  }

  /** @throws ValueError when there is no level of that name. CPython: `Logger.setLevel`. */
  setLevel(level: LogLevel): void {
    this.ownLevel = toNumber(level)
  }

  /**
   * Logs at a level. Without `logToStderr` a warning is written bare, and all below it nowhere.
   * @param message with the places `%s %d %j …` of Node's `util.format` for `args`
   * CPython: `Logger.log`.
   */
  log(level: LogLevel, message: string, ...args: readonly unknown[]): void {
    const number = toNumber(level)
    if (number < this.level || (!this.isOnStderr && number < WARNING)) return
    const text = format(message, ...args)
    process.stderr.write(
      this.isOnStderr ? `[${levelName(number)}/${thisProcess()?.name ?? ''}] ${text}\n` : `${text}\n`,
    )
  }

  /** CPython: `Logger.debug`. */
  debug(message: string, ...args: readonly unknown[]): void {
    this.log(DEBUG, message, ...args)
  }

  /** CPython: `Logger.info`. */
  info(message: string, ...args: readonly unknown[]): void {
    this.log(INFO, message, ...args)
  }

  /** CPython: `Logger.warning`. */
  warning(message: string, ...args: readonly unknown[]): void {
    this.log(WARNING, message, ...args)
  }

  /** CPython: `Logger.error`. */
  error(message: string, ...args: readonly unknown[]): void {
    this.log(ERROR, message, ...args)
  }

  /** @internal */
  writeToStderr(): void {
    this.isOnStderr = true
  }

  /** @internal */
  get settings(): LogSettings {
    return { level: this.level, toStderr: this.isOnStderr }
  }
}

let logger: Logger | undefined

/** The library's logger. What is logged goes nowhere below WARNING before `logToStderr`. CPython: `multiprocessing.get_logger`. */
export function getLogger(): Logger {
  return (logger ??= new Logger())
}

/**
 * Logs to stderr from now on, in this process and in those that it starts, as `[LEVEL/process name] message`.
 * @param level the least level that is logged; without it the logger's stays
 * @throws ValueError when there is no level of that name
 * CPython: `multiprocessing.log_to_stderr`.
 */
export function logToStderr(level?: LogLevel): Logger {
  const to = getLogger()
  if (level !== undefined) to.setLevel(level)
  to.writeToStderr()
  return to
}

/** What children take over; `undefined` when nobody logs. */
export function logSettings(): LogSettings | undefined {
  return logger?.settings
}

/** A child takes over what its parent logs. */
export function inheritLogging(settings: LogSettings | undefined): void {
  if (settings === undefined) return
  getLogger().setLevel(settings.level)
  if (settings.toStderr) getLogger().writeToStderr()
}

/** What the library itself says; costs nothing while nobody has asked for the logger. */
export function logInfo(message: string, ...args: readonly unknown[]): void {
  logger?.info(message, ...args)
}

export function logDebug(message: string, ...args: readonly unknown[]): void {
  logger?.debug(message, ...args)
}

export function logSubDebug(message: string, ...args: readonly unknown[]): void {
  logger?.log(SUBDEBUG, message, ...args)
}

function toNumber(level: LogLevel): number {
  const number = typeof level === 'number' ? level : (LEVELS as Readonly<Record<string, number>>)[level]
  if (number === undefined || Number.isNaN(number)) throw new ValueError(`Unknown level: '${String(level)}'`)
  return number
}

function levelName(level: number): string {
  return Object.entries(LEVELS).find(([, number]) => number === level)?.[0] ?? `Level ${level}`
}
