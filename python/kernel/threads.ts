/** What Python's threads need besides: to begin, and to wait for each other. */
import type { ProcessThread } from '../process-thread'
import { setAside } from '../../multiprocessing/segment/parked'
import type { Blocking } from './blocking'

/** A function of Python that may give its stack away. */
interface Body {
  callPromising(): Promise<unknown>
  destroy(): void
}

export function threads(blocking: Blocking, process: ProcessThread) {
  const waiters = new Map<number, (isWoken: boolean) => void>()
  return {
    settled: (number: number, isMain: boolean) => blocking.settled(number, isMain),
    result: (number: number) => blocking.result(number),
    setAside,
    checkBroken: () => blocking.checkBroken(),
    abandon: (number: number) => blocking.abandon(number),
    /** Over when all threads that can go on have had their turn. */
    turn: () => blocking.begin(new Promise((resolve) => setImmediate(resolve))),
    /** Whether there are several, which are to be reminded of each other. */
    setTicking: (isTicking: boolean) => process.setTicking(isTicking),
    beginThread: (body: Body) => void setImmediate(() => void body.callPromising().finally(() => body.destroy())),
    /** Somebody who will be woken, after so many seconds at the latest; below 0: for ever. */
    newWaiter(seconds: number) {
      let resolve!: (isWoken: boolean) => void
      const promise = new Promise<boolean>((settle) => (resolve = settle))
      const number = blocking.begin(promise, () => end(false))
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
