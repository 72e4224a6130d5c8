/** When the table of waits is written: whenever the process begins to wait for something else, or at a line not known before. */
import type { Answer } from './answer'
import { attached, type Attachment } from './attachment'
import type { Source } from './attempt'
import { WAITING_MOST } from './layout'
import { stands, toldWaits, type Stand } from './promised'
import { now } from './segment'
import { canAskPromises, siteOfPromise } from './sites'
import { noteEnd, showWaits, type Wait, type WaitOutcome } from './waits'

/** Milliseconds after which it is looked up who waits; most waits are over before. */
const LOOK_UP = 5

/** The wait that holds up all others, once it is to be told. */
let blocking: Wait | undefined
let clock: NodeJS.Timeout | undefined
let isDue = false

export function show(run: Attachment): void {
  showWaits(run, blocking === undefined ? toldWaits() : [blocking])
}

/** Shows that the process blocks, or that it does no longer and what its promises wait for is waited for again. */
export function showBlocking(run: Attachment, wait: Wait | undefined): void {
  blocking = wait
  show(run)
}

/**
 * Tells that the script waits for what another source of this process brings.
 * @param answer what the script gets of it
 * @param reject ends the wait
 * @returns to be called when it has ended
 */
export function stand<T>(
  source: Source,
  ends: boolean,
  answer: Answer<T>,
  reject: (error: Error) => void,
): (how: WaitOutcome) => void {
  const run = attached()
  const one: Stand = {
    source,
    since: now(),
    ends,
    blocks: false,
    site: siteOfPromise(),
    answer: answer as Answer<unknown>,
    reject,
  }
  stands.add(one)
  lookUpSoon(run)
  show(run)
  return (how) => {
    if (!stands.delete(one)) return
    noteEnd(run, one, how)
    show(run)
  }
}

/** Has it looked up at which lines the script waits, unless that is under way. */
export function lookUpSoon({ isMeasured }: Attachment): void {
  if (isDue || !isMeasured || !canAskPromises()) return
  isDue = true
  if (clock === undefined) clock = setTimeout(lookUp, LOOK_UP).unref()
  else clock.refresh()
}

function lookUp(): void {
  isDue = false
  const run = attached()
  for (const wait of toldWaits().slice(0, WAITING_MOST)) {
    const { source, answer } = wait
    if (source.own === true) continue
    answer.ask((site) => {
      wait.site = site.line === 0 ? (source.site ?? site) : site
      show(run)
    })
  }
}
