/** What Python's threads need besides: to begin, and to wait for each other. */
import { setAside } from '../../multiprocessing/segment/parked'
import type { Blocking } from './blocking'

/** A function of Python that may give its stack away. */
interface Body {
  callPromising(): Promise<unknown>
  destroy(): void
}

export function threads(blocking: Blocking) {
  const waiters = new Map<number, (isWoken: boolean) => void>()
  return {
    settled: (number: number, isMain: boolean) => blocking.settled(number, isMain),
    result: (number: number) => blocking.result(number),
    setAside,
    checkSignals: () => blocking.checkSignals(),
    beginThread: (body: Body) => void setImmediate(() => void body.callPromising().finally(() => body.destroy())),
    /** Somebody who will be woken, after so many seconds at the latest; below 0: for ever. */
    newWaiter(seconds: number) {
      let resolve!: (isWoken: boolean) => void
      const number = blocking.begin(new Promise<boolean>((settle) => (resolve = settle)))
      const timer = seconds < 0 ? undefined : setTimeout(() => end(false), seconds * 1000)
      const end = (isWoken: boolean) => {
        clearTimeout(timer)
        waiters.delete(number)
        resolve(isWoken)
      }
      waiters.set(number, end)
      return number
    },
    /** @returns whether it still waited */
    wake(number: number) {
      const wake = waiters.get(number)
      wake?.(true)
      return wake !== undefined
    },
  }
}
