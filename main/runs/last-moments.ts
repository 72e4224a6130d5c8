/** What the lab remembers of each living process, for the case that it dies: its last figures and its last lines. */
import { stripVTControlCharacters } from 'node:util'
import type { Incident } from '../../protocol/run-event'
import type { ProcessSample } from '../../protocol/telemetry'
import { ConsoleTail } from '../history/console-tail'
import type { LiveProcess } from './listener'

/** Milliseconds of figures, and between two of them. */
const LAST = 10_000
const APART = 240
/** Lines, characters of each, and bytes of output that may be looked through for them. */
const LINES = 20
const LONGEST = 500
const BYTES = 64 * 1024

interface Figure {
  readonly at: number
  readonly cpu: number
  readonly memory: number
}

export class LastMoments {
  private readonly figures: Figure[] = []
  private readonly tail = new ConsoleTail(BYTES)
  private hasWritten = false

  /** @param at milliseconds of the run, as everywhere here */
  measure({ cpu, memory, state }: ProcessSample, at: number): void {
    const last = this.figures.at(-1)
    if (state === 'ended' || memory === 0 || (last !== undefined && at - last.at < APART)) return
    this.figures.push({ at, cpu, memory })
    if (at - (this.figures[0] as Figure).at > LAST) this.figures.shift()
  }

  output({ number, name }: LiveProcess, stream: 'stdout' | 'stderr', chunk: Buffer, at: number): void {
    this.hasWritten = true
    this.tail.add({ process: number, name, stream }, chunk, at)
  }

  /** Most memory of the last figures, in bytes; 0 where there are none. */
  get memory(): number {
    return this.figures.reduce((most, { memory }) => Math.max(most, memory), 0)
  }

  /** Seconds before the end, and what it took then. */
  figuresAt(end: number): Incident['figures'] {
    return this.figures
      .filter(({ at }) => end - at <= LAST)
      .map(({ at, cpu, memory }) => [Math.round((at - end) / 10) / 100, Math.round(cpu * 1000) / 1000, memory])
  }

  /** The last lines as they came, without colours and empty ones. @param all those that are looked through, however many */
  lines(all = false): string[] {
    if (!this.hasWritten) return []
    const lines = this.tail.kept(false).lines.map(({ text }) => stripVTControlCharacters(text).trimEnd())
    const said = lines.filter((line) => line !== '').slice(all ? 0 : -LINES)
    return said.map((line) => (line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`))
  }
}
