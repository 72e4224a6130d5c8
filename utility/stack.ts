/** Stack traces in the lines of the script as it was written. */
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'

export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

const FRAME = /parallab:script:(\d+):(\d+)/
const OWN_FRAMES =
  /\n\s+at [^\n]*(?:\/out\/preload\/|node:internal|node:electron|electron\/js2c|async_hooks|ParentPort\.emit)[^\n]*/g

let map: TraceMap | undefined
let firstLine = 0

/** @param linesBefore lines that the evaluated text has before the compiled script's first */
export function useSourceMap(json: string, linesBefore: number): void {
  map = new TraceMap(json)
  firstLine = linesBefore
  Error.stackTraceLimit = 30
}

export function positionOf(line: number, column: number): Position | null {
  if (map === undefined) return null
  const at = originalPositionFor(map, { line: line - firstLine, column: column - 1 })
  return at.source === null ? null : { file: at.source, line: at.line, column: at.column + 1 }
}

/** Rewrites a stack as V8 made it: the script's frames at their places, the lab's own frames left out. */
export function mappedStack(stack: string): string {
  return stack
    .replace(OWN_FRAMES, '')
    .split('\n')
    .map((frame) => {
      const found = FRAME.exec(frame)
      if (found === null) return frame
      const at = positionOf(Number(found[1]), Number(found[2]))
      return at === null ? frame : frame.replace(found[0], `${at.file}:${at.line}:${at.column}`)
    })
    .join('\n')
}

/** Installs the mapping where V8 formats stacks, so that `error.stack` is right wherever it is read. */
export function installStackMapping(): void {
  Error.prepareStackTrace = (error, frames) => {
    let head: string
    try {
      head = String(error)
    } catch {
      head = 'Error'
    }
    return mappedStack([head, ...frames.map((frame) => `    at ${String(frame)}`)].join('\n'))
  }
}

/** The first frame of an error that is in the script. */
export function scriptPosition(error: unknown, files: ReadonlySet<string>): Position | null {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  for (const line of stack.split('\n')) {
    const found = /\(?([^()\s]+):(\d+):(\d+)\)?$/.exec(line)
    if (found?.[1] !== undefined && files.has(found[1]))
      return { file: found[1], line: Number(found[2]), column: Number(found[3]) }
  }
  return null
}

export function sources(): ReadonlySet<string> {
  return new Set(map?.sources.filter((source): source is string => source !== null))
}
