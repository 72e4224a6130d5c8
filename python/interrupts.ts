/**
 * Where Python looks for signals between byte codes. Pyodide's interpreter marks its first thread state as the one that has
 * to deal with them; a thread of Python runs in one of its own (stack switching makes it), and would compute on.
 */

export interface ThreadStates {
  readonly HEAPU32: Uint32Array
  /** @returns the address of what runs now */
  _PyThreadState_GetUnchecked(): number
}

/** Of `PyThreadState` in CPython 3.13: after `prev`, `next` and `interp`, each of four bytes. */
const EVAL_BREAKER = 12
/** CPython: `_PY_SIGNALS_PENDING_BIT`. */
const SIGNALS_PENDING = 2

/**
 * What Pyodide takes for its interrupt buffer: it reads the first element, and sets it to 0.
 * @param signals shared: the number of a signal that Python has yet to see, 0: none
 */
export function interruptBuffer(python: ThreadStates, signals: Uint8Array): Uint8Array {
  const buffer = {
    get 0(): number {
      if (Atomics.load(signals, 0) === 0) return 0
      const state = (python._PyThreadState_GetUnchecked() + EVAL_BREAKER) >>> 2
      python.HEAPU32[state] = (python.HEAPU32[state] as number) | SIGNALS_PENDING
      return Atomics.exchange(signals, 0, 0)
    },
    // It has been taken.
    set 0(_taken: number) {},
  }
  return buffer as unknown as Uint8Array
}
