/** `sys.stdin`: lines that somebody types for the process, wherever the run is shown. */
import { tellMain } from '../../multiprocessing/host'
import type { Blocking } from './blocking'

type Line = string | null

export function input(blocking: Blocking) {
  let give: ((line: Line) => void) | undefined
  /** One that a signal has interrupted is the next one's. */
  let asked: Promise<Line> | undefined
  return {
    /** @returns the number of the wait for a line without its end, `null` at the end of the input */
    readLine() {
      if (asked === undefined) {
        asked = new Promise((resolve) => (give = resolve))
        tellMain({ type: 'read-line' })
      }
      return blocking.begin(asked)
    },
    /** The answer of main. */
    lineCame(line: Line) {
      asked = undefined
      give?.(line)
    },
  }
}
