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

let readSite: (below: AnyFunction) => CodeSite = siteOnStack

/** Says how the script's line is found where the script is not on JavaScript's stack. */
export function setSiteReader(read: () => CodeSite): void {
  readSite = read
}

/**
 * The script's line that is at work: the nearest frame of it on the stack, or that awaits what is on the stack. It costs
 * microseconds, so no fast path asks.
 * @param below the frames of this function, and those that it has called, are not looked at
 */
export function siteOfCaller(below: AnyFunction = siteOfCaller): CodeSite {
  return readSite(below)
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
