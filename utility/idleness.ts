/** Whether anything keeps this process busy or could make it go on, besides what the library waits for. */
import { attached } from '../multiprocessing/segment/attachment'
import { isAnyReady, waitCount } from '../multiprocessing/segment/promised'
import { waitSerial } from '../multiprocessing/segment/waits'

/** Milliseconds between two looks at whether anything keeps the process busy. */
const LOOK = 5
/** Milliseconds in which nothing may begin or end. */
const QUIET = 15
/** Times that something may begin or end before it is said that it does: a wait that has just begun is told of twice. */
const TRIES = 4
/** Timers let go, after which those that have run are looked for. */
const MANY = 64

let resting: readonly string[] = []
/** What `untilIdle` itself has open. */
let looks = 0
let isNoting = false
const letGo = new Set<NodeJS.Timeout>()
let many = MANY

/** Remembers what is open before the script begins, its opened output streams among it. */
export function noteResting(): void {
  resting = process.getActiveResourcesInfo()
  letGo.clear()
  if (!isNoting) noteLetGo()
}

/** Resolves when the script waits for nothing more: no operation of the library, no timer, no input or output. */
export async function untilIdle(): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    await new Promise((resolve) => setImmediate(resolve))
    if (waitCount() === 0 && ownResources() === 0) quiet++
    else {
      quiet = 0
      looks++
      await new Promise((resolve) => setTimeout(resolve, LOOK))
      looks--
    }
  }
}

/**
 * Whether nothing but a wait of the library can make the process go on. In doubt it is not so. Threads that encrypt or
 * compress stand in no list: main looks whether one runs.
 */
export async function isStill(): Promise<boolean> {
  const run = attached()
  for (let i = 0; i < TRIES && !hasMore(); i++) {
    const serial = waitSerial(run)
    await new Promise((resolve) => setTimeout(resolve, QUIET))
    if (waitSerial(run) === serial) return !hasMore() && !isAnyReady()
  }
  return false
}

function hasMore(): boolean {
  forgetOver()
  return letGo.size > 0 || ownResources() > looks
}

/** Timers, files, sockets and the like that the script has open. */
function ownResources(): number {
  const left = [...resting]
  let own = 0
  for (const resource of process.getActiveResourcesInfo()) {
    const index = left.indexOf(resource)
    if (index >= 0) left.splice(index, 1)
    else own++
  }
  return own
}

/** Timers that do not keep the process, those of `AbortSignal.timeout` among them, stand in no list either. */
function noteLetGo(): void {
  isNoting = true
  const timer = setTimeout(() => undefined, 0)
  clearTimeout(timer)
  const prototype = Object.getPrototypeOf(timer) as { unref: (this: NodeJS.Timeout) => NodeJS.Timeout }
  const { unref } = prototype
  prototype.unref = function () {
    letGo.add(this)
    if (letGo.size > many) {
      forgetOver()
      many = letGo.size + MANY
    }
    return unref.call(this)
  }
}

function forgetOver(): void {
  for (const timer of letGo) if ((timer as unknown as { _destroyed: boolean })._destroyed) letGo.delete(timer)
}
