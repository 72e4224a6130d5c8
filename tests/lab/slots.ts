/** Runs that may go on at once: each is several processes. */
const AT_ONCE = 2

let going = 0
const waiting: (() => void)[] = []

/** Waits for its turn. @returns what gives it up */
export async function slot(): Promise<() => void> {
  if (going >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  going++
  return () => {
    going--
    waiting.shift()?.()
  }
}
