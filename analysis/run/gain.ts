/** What a run would gain at most if nobody ever waited for a thing. The method is docs/method.md, "Without a lock". */
import { texts } from '../../texts'
import { duration, percent } from '../numbers'
import type { SharedThing, Sharing } from './sharing'

/** Of the run; less is not worth a figure. */
const LEAST = 0.005

export interface Gain {
  /** Milliseconds by which the run would be shorter, at most. */
  readonly most: number
  /** Of the run's wall time. */
  readonly share: number
  /** What sets the bound: the waiting, or the processors, which have no more to give. */
  readonly by: 'waiting' | 'processors'
}

export function gainOf(thing: SharedThing, { now, processorTime, processors }: Sharing): Gain {
  const waiting = Math.min(now, waitingOf(thing))
  // The work has to be done by somebody, whoever waits.
  const room = processors === 0 ? now : Math.max(0, now - processorTime / processors)
  const most = Math.min(waiting, room)
  return { most, share: now === 0 ? 0 : most / now, by: room < waiting ? 'processors' : 'waiting' }
}

/** In a sentence. */
export function gainSentence(thing: SharedThing, sharing: Sharing): string {
  const { most, share, by } = gainOf(thing, sharing)
  const { waits, waiters, kind } = thing.sample
  const words = texts.gain
  if (waits.count === 0) return waiters.length === 0 ? words.nobodyWaited : words.noneEnded
  const condition = kind === 'Pool' ? words.ifNeverWithoutTask : words.ifNobodyWaited
  const reason = by === 'processors' ? words.processorsBusy : ''
  if (share < LEAST) return words.hardly(condition, reason)
  return words.most(condition, duration(most / 1000), percent(share), reason)
}

/** Milliseconds on which the waiting for it may have held up the run. */
function waitingOf({ sample, idle, waited, recorded }: SharedThing): number {
  // A pool gives what one worker leaves to the others, so that what all lack is shared by all.
  if (sample.kind === 'Pool') return [...idle.values()].reduce((sum, one) => sum + one, 0) / Math.max(1, idle.size)
  // Waits that are not told one by one may have lain beside all others.
  return waited.length + Math.max(0, sample.waits.sum - recorded)
}
