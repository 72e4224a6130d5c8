/** Turns of the event loop, which operations that never wait must not hold up. */

/** Milliseconds after which operations that never wait let the event loop turn. */
const TURN = 10

let operations = 0
let lastTurn = performance.now()

/** The event loop turns just now. */
export function turned(): void {
  lastTurn = performance.now()
}

/** Resolves at once, but lets timers, messages and signals through every few milliseconds of unbroken success. */
export function turnIfDue<T>(value: T): Promise<T> {
  if ((++operations & 63) !== 0) return Promise.resolve(value)
  if (performance.now() - lastTurn < TURN) return Promise.resolve(value)
  return new Promise((resolve) =>
    setImmediate(() => {
      turned()
      resolve(value)
    }),
  )
}
