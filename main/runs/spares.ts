/**
 * Warm spares: utility processes that have loaded the library and wait for something to do. Each serves once, so
 * every process of a run begins clean, and starting one costs a message instead of 125 ms.
 */
import os from 'node:os'
import { utilityProcess, type UtilityProcess } from 'electron'
import type { FromProcess } from '../../protocol/control'
import { texts } from '../../texts/main'
import { letInheritOutput } from './inheritable'
import type { UtilityEntry } from './utility-entry'

/**
 * What becomes of the processes' stdout and stderr. `pipe`: main reads them and knows whose they are; one process's
 * lines are in order. `inherit`: they are main's own, and the lines of all processes are in the order of their writing.
 */
export type Output = 'pipe' | 'inherit'

export interface Spare {
  readonly child: UtilityProcess
  /** Whether it had been up before somebody asked for it. */
  readonly warm: boolean
}

interface Waiting {
  readonly child: UtilityProcess
  readonly up: Promise<boolean>
  ready: boolean
  /** It was ended before anybody asked for it. */
  unwanted: boolean
}

/** Milliseconds for which processes that have just begun have the processors to themselves before a spare follows them. */
const REST = 150
/** Milliseconds between the starts of two spares while others are up. */
const STAGGER = 20
/** Milliseconds between two looks at whether the spares are up. */
const LOOK = 5
/** Processes that may be coming up when a spare follows: one processor is left to those that have something to do. */
const ABREAST = Math.max(1, os.availableParallelism() - 1)
/** Processes in a row that end before they are up: then none can be started. */
const MOST_STILLBORN = 5

let serial = 0

export class Spares {
  private readonly entry: UtilityEntry
  private readonly output: Output
  private readonly waiting: Waiting[] = []
  private wanted = 0
  /** When the next one comes up, in milliseconds of `performance.now()`. */
  private due = Infinity
  private timer: NodeJS.Timeout | undefined
  private comingUp = 0
  private closed = false
  /** When the last one was taken, in milliseconds of `performance.now()`. */
  private takenAt = -Infinity
  /** Whether it was taken by itself: a pool takes several together. */
  private isInRow = false
  /** Processes in a row that have ended before they were up. */
  private stillborn = 0

  constructor(entry: UtilityEntry, output: Output) {
    this.entry = entry
    this.output = output
  }

  /** How many to keep ready from now on. Starts are staggered, because each holds up main for some milliseconds. */
  keep(count: number): void {
    this.wanted = count
    this.fill()
  }

  /** Ends those beyond what is to be kept. */
  trim(): void {
    for (const spare of this.waiting.splice(this.wanted)) {
      spare.unwanted = true
      spare.child.kill()
    }
  }

  /** Resolves when as many as are to be kept are up, or none can be started: then who takes one is told. */
  async filled(): Promise<void> {
    this.stillborn = 0
    while (!this.closed && this.stillborn < MOST_STILLBORN) {
      this.fill()
      const isFilled = this.waiting.length >= this.wanted && this.waiting.every(({ ready }) => ready)
      if (isFilled) return
      await new Promise((resolve) => setTimeout(resolve, LOOK))
    }
  }

  /**
   * A process that is up: a warm spare if there is one.
   * @param signal gives it up; what was to come is a spare then
   * @throws Error when none can be started; the signal's reason
   */
  async take(cold = false, signal?: AbortSignal): Promise<Spare> {
    await unlessAborted(this.entry.prepared?.() ?? Promise.resolve(), signal)
    for (;;) {
      const index = cold ? -1 : Math.max(this.waiting.findIndex((spare) => spare.ready), this.waiting.length > 0 ? 0 : -1) // prettier-ignore
      const [spare] = index < 0 ? [this.fork()] : this.waiting.splice(index, 1)
      if (spare === undefined) throw new Error('no spare')
      const warm = spare.ready
      this.noteTaken(performance.now())
      this.fill()
      if (await unlessAborted(spare.up, signal).catch((error: Error) => this.giveBack(spare, error)))
        return { child: spare.child, warm }
      if (this.closed) throw new Error(texts.running.closing)
      if (this.stillborn >= MOST_STILLBORN) throw new Error(texts.running.noProcess(MOST_STILLBORN))
    }
  }

  close(): void {
    this.closed = true
    this.wanted = 0
    clearTimeout(this.timer)
    for (const spare of this.waiting.splice(0)) spare.child.kill()
  }

  private noteTaken(at: number): void {
    this.isInRow = at - this.takenAt > STAGGER
    this.takenAt = at
  }

  private fill(): void {
    if (this.closed || this.waiting.length >= this.wanted || this.comingUp >= ABREAST) return
    const due = performance.now() + this.pause()
    if (due >= this.due) return
    clearTimeout(this.timer)
    this.due = due
    this.timer = setTimeout(() => void this.add(), due - performance.now())
  }

  private async add(): Promise<void> {
    this.due = Infinity
    // More have been taken meanwhile.
    if (this.pause() > STAGGER) return this.fill()
    await this.entry.prepared?.()
    if (this.closed || this.waiting.length >= this.wanted || this.comingUp >= ABREAST) return
    const spare = this.fork()
    this.waiting.push(spare)
    this.fill()
  }

  private giveBack(spare: Waiting, error: Error): never {
    this.waiting.push(spare)
    this.trim()
    throw error
  }

  /** Milliseconds until the next one is to come up: at once for who has the last one and may want another. */
  private pause(): number {
    if (this.waiting.length === 0 && this.isInRow) return 0
    const stagger = this.waiting.some((spare) => spare.ready) ? STAGGER : 0
    return Math.max(stagger, this.takenAt + REST - performance.now())
  }

  private fork(): Waiting {
    if (this.output === 'inherit') letInheritOutput()
    this.comingUp++
    const child = utilityProcess.fork(this.entry.file, [...this.entry.words], {
      serviceName: `parallab-${++serial}`,
      stdio: ['ignore', this.output, this.output],
    })
    const up = new Promise<boolean>((resolve) => {
      const message = (data: FromProcess) => {
        if (data.type !== 'ready') return
        child.off('message', message)
        spare.ready = true
        resolve(true)
      }
      child.on('message', message)
      child.once('exit', () => {
        resolve(false)
        if (this.waiting.includes(spare)) this.waiting.splice(this.waiting.indexOf(spare), 1)
        if (spare.ready) this.fill()
      })
    })
    void up.then((isUp) => {
      this.stillborn = isUp || spare.unwanted ? 0 : this.stillborn + 1
      // Electron does not end one that it has not launched yet.
      if (isUp && spare.unwanted) child.kill()
      this.comingUp--
      this.fill()
    })
    const spare: Waiting = { child, up, ready: false, unwanted: false }
    return spare
  }
}

async function unlessAborted<T>(awaited: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return awaited
  signal.throwIfAborted()
  let giveUp = () => {}
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason as Error)
    signal.addEventListener('abort', giveUp, { once: true })
  })
  return Promise.race([awaited, aborted]).finally(() => signal.removeEventListener('abort', giveUp))
}
