/** Says in the terminal what a user should know of a run that goes on, besides its output. */
import { findingsOf } from '../../analysis/run/findings'
import type { RunEvent } from '../../protocol/run-event'
import { texts } from '../../texts/main'
import { say } from './say'

/** Ends that the process itself has told on stderr. */
const TOLD: readonly string[] = ['exception', 'exit', 'interrupted']

export class Findings {
  private readonly breakDeadlock: (deadlock: number) => void
  private readonly breaks: boolean

  /** @param breaks whether each deadlock is to be broken, as soon as it is certain */
  constructor(breakDeadlock: (deadlock: number) => void, breaks: boolean) {
    this.breakDeadlock = breakDeadlock
    this.breaks = breaks
  }

  event(event: RunEvent): void {
    if (event.type === 'deadlock') this.deadlock(event)
    else if (process.stderr.isTTY && !isTold(event)) for (const { says } of findingsOf(event)) say(says)
  }

  /** Also where nobody watches: there it explains why a run never ends. */
  private deadlock({ deadlock, sentence, breaks, rescuers }: Extract<RunEvent, { type: 'deadlock' }>): void {
    say(texts.commandLine.deadlock(sentence))
    // Nobody watches who could tell a lock that is meant as a signal.
    if (this.breaks && rescuers.length > 0) return
    if (!this.breaks || breaks === null) return say(texts.commandLine.endDeadlock)
    // The run is still telling of it.
    setImmediate(() => {
      try {
        this.breakDeadlock(deadlock)
      } catch {
        // It has come to its end by itself.
      }
    })
  }
}

function isTold(event: RunEvent): boolean {
  return event.type === 'incident' && TOLD.includes(event.end.reason)
}
