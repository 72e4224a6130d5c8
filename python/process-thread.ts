/** The process's own thread, as Python's thread sees it. */
import { TICK, type FromWorker, type PythonWorkerData } from './thread'

export class ProcessThread {
  private readonly post: (message: FromWorker) => void
  private readonly signals: Uint8Array
  private readonly heard: Int32Array

  constructor({ signals, heard }: PythonWorkerData, post: (message: FromWorker) => void) {
    this.post = post
    this.signals = signals
    this.heard = heard
  }

  /** @returns the number of the signal that has come, 0: none */
  takeSignal(): number {
    const signal = Atomics.exchange(this.signals, 0, 0)
    return signal === TICK ? 0 : signal
  }

  /** Whether a signal is Python's affair, and does not end the process. Returns when it holds. */
  heed(signal: number, isHeeded: boolean): void {
    const before = Atomics.load(this.heard, 0)
    this.post({ type: 'heed', signal, isHeeded })
    Atomics.wait(this.heard, 0, before)
  }

  /** Whether Python's threads need somebody who reminds them of each other. */
  setTicking(isTicking: boolean): void {
    this.post({ type: 'tick', isTicking })
  }
}
