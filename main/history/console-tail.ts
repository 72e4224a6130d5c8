/** The end of a run's output in bounded memory; it is cut into lines only when the run is over. */
import type { KeptConsole } from '../../protocol/history'
import type { ConsoleLine } from '../../protocol/telemetry'
import { ConsoleLines, type Source } from '../runs/console-lines'

const MOST_BYTES = 256 * 1024
const NEWLINE = 10

interface Piece {
  readonly source: Source
  readonly chunk: Buffer
  readonly at: number
}

export class ConsoleTail {
  private readonly most: number
  private pieces: Piece[] = []
  private bytes = 0
  private missingBytes = 0
  private missingLines = 0

  constructor(most = MOST_BYTES) {
    this.most = most
  }

  /** @param at milliseconds of the run */
  add(source: Source, chunk: Buffer, at: number): void {
    this.pieces.push({ source, chunk, at })
    this.bytes += chunk.length
    // Seldom, so that a flood of small pieces is not moved along for each.
    if (this.bytes > 2 * this.most) this.cut()
  }

  kept(wasDirect: boolean): KeptConsole {
    this.cut()
    const lines: ConsoleLine[] = []
    let now = 0
    const cutter = new ConsoleLines((source, text) => lines.push({ at: now, ...source, text }))
    for (const { source, chunk, at } of this.pieces) {
      now = Math.round(at)
      cutter.add(source, chunk)
    }
    cutter.end()
    const { missingLines, missingBytes } = this
    return { lines, missingLines, missingBytes, wasDirect }
  }

  private cut(): void {
    let gone = 0
    while (this.bytes > this.most) {
      const { chunk } = this.pieces[gone++] as Piece
      this.bytes -= chunk.length
      this.missingBytes += chunk.length
      this.missingLines += newlines(chunk)
    }
    this.pieces.splice(0, gone)
  }
}

function newlines(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) count++
  return count
}
