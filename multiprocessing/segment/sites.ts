/** Places in the compiled script: which of its lines waits, makes something, or calls a pool. */
import { COMPILED } from '../../protocol/compiled'

/** Line and column as V8 counts them in the text that it was given; main maps them with the run's source map. */
export interface CodeSite {
  /** 0: not known. */
  readonly line: number
  readonly column: number
}

export const NOWHERE: CodeSite = { line: 0, column: 0 }

/** Frames of the library that can stand between what asks and the script, and of functions that await each other. */
const DEEPEST = 24

type AnyFunction = (...args: never[]) => unknown

let readSite: (below: AnyFunction, isWait: boolean) => CodeSite = siteOnStack
let isReadAtOnce = false

/**
 * Says how the script's line is found where the script is not on JavaScript's stack. It is then read whenever a wait
 * begins: who awaits a promise cannot be asked later.
 * @param read is told whether the line is to begin a wait
 */
export function setSiteReader(read: (isWait: boolean) => CodeSite): void {
  readSite = (_, isWait) => read(isWait)
  isReadAtOnce = true
}

/**
 * The script's line that is at work: the nearest frame of it on the stack, or that awaits what is on the stack. It costs
 * microseconds, so no fast path asks.
 * @param below the frames of this function, and those that it has called, are not looked at
 */
export function siteOfCaller(below: AnyFunction = siteOfCaller): CodeSite {
  return readSite(below, false)
}

/** The line that blocks. */
export function siteOfBlocked(): CodeSite {
  return readSite(siteOfBlocked, true)
}

/** The line that waits with a promise from now on; `NOWHERE` where the promise is to be asked. */
export function siteOfPromise(): CodeSite {
  return isReadAtOnce ? readSite(siteOfPromise, true) : NOWHERE
}

/** Whether promises can be asked who awaits them. */
export function canAskPromises(): boolean {
  return !isReadAtOnce
}

function siteOnStack(below: AnyFunction): CodeSite {
  const { prepareStackTrace, stackTraceLimit } = Error
  const holder: { stack?: unknown } = {}
  try {
    Error.stackTraceLimit = DEEPEST
    Error.captureStackTrace(holder, below)
    Error.prepareStackTrace = firstOfScript
    return holder.stack as CodeSite
  } catch {
    return NOWHERE // a script may have made them unwritable
  } finally {
    Error.stackTraceLimit = stackTraceLimit
    Error.prepareStackTrace = prepareStackTrace
  }
}

function firstOfScript(_: Error, frames: readonly NodeJS.CallSite[]): CodeSite {
  for (const frame of frames)
    if (frame.getFileName() === COMPILED)
      return { line: frame.getLineNumber() ?? 0, column: frame.getColumnNumber() ?? 0 }
  return NOWHERE
}
