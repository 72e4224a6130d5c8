/** The signals of a Python process, on its own thread: they come one by one to where Python looks. */
import { constants } from 'node:os'
import { TICK } from './thread'

/** Milliseconds between two turns of threads. CPython: `sys.getswitchinterval`. */
const SWITCH = 5
/** Milliseconds until the next look whether Python has taken a signal. */
const AGAIN = 1

const NAMES = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name as NodeJS.Signals]))

export class Signals {
  /** What Pyodide asks now and then: the number of a signal, 0: none. */
  readonly buffer = new Uint8Array(new SharedArrayBuffer(4))
  /** Counts the calls of `heed`. */
  readonly heard = new Int32Array(new SharedArrayBuffer(4))
  /** Wakes Python where it waits. */
  ring: () => void = () => undefined
  private readonly waiting: number[] = []
  private readonly heeded = new Map<number, () => void>()
  private ticking: NodeJS.Timeout | undefined

  /** First the signal, which a computation finds, then the bell, which a wait hears. */
  raise(signal: number): void {
    this.waiting.push(signal)
    if (this.waiting.length === 1) this.deliver()
  }

  /** Whether Python hears of a signal of the system, instead of the process being ended by it. */
  heed(signal: number, isHeeded: boolean): void {
    const name = NAMES.get(signal)
    const before = this.heeded.get(signal)
    if (name !== undefined && isHeeded && before === undefined) {
      const hear = () => this.raise(signal)
      this.heeded.set(signal, hear)
      process.on(name, hear)
    }
    if (name !== undefined && !isHeeded && before !== undefined) {
      this.heeded.delete(signal)
      process.off(name, before)
    }
    Atomics.add(this.heard, 0, 1)
    Atomics.notify(this.heard, 0)
  }

  /** While several threads of Python are there, each is reminded of the others. */
  tick(isTicking: boolean): void {
    clearInterval(this.ticking)
    if (isTicking) this.ticking = setInterval(() => Atomics.compareExchange(this.buffer, 0, 0, TICK), SWITCH)
  }

  private readonly deliver = (): void => {
    const inWay = Atomics.load(this.buffer, 0)
    if (inWay === 0 || inWay === TICK) {
      const next = this.waiting.shift()
      if (next === undefined) return
      Atomics.store(this.buffer, 0, next)
      this.ring()
    }
    if (this.waiting.length > 0) setTimeout(this.deliver, AGAIN)
  }
}
