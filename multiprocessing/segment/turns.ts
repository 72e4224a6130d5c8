/** Turns of the event loop, which operations that never wait must not hold up. */
import { attached } from './attachment'
import { now } from './segment'
import { seen } from './waits'

/** Nanoseconds after which operations that never wait let the event loop turn. */
const TURN = 10e6

let operations = 0
let lastTurn = now()

/** The event loop turns just now. */
export function turned(): void {
  lastTurn = now()
  seen(attached(), lastTurn)
}

/** Resolves at once, but lets timers, messages and signals through every few milliseconds of unbroken success. */
export function turnIfDue<T>(value: T): Promise<T> {
  if ((++operations & 63) !== 0) return Promise.resolve(value)
  const time = now()
  seen(attached(), time)
  if (time - lastTurn < TURN) return Promise.resolve(value)
  return new Promise((resolve) =>
    setImmediate(() => {
      turned()
      resolve(value)
    }),
  )
}
