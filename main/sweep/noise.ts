/** Whether a repeat had the machine for itself. */
import os from 'node:os'
import type { Noise } from '../../protocol/sweep'
import { texts } from '../../texts/main'
import { ownSeconds } from './cpu-time'
import { busySeconds, Clock } from './processors'

/** A repeat is disturbed above this share of all processors' time, if it comes to more than the system's counters err. */
const MOST_LOAD = 0.1
const LEAST_SECONDS = 0.05
/** And below this share of the clock that other repeats at the same value had. */
const LEAST_CLOCK = 0.85

/** Milliseconds between two looks at the clock. */
const CLOCK_LOOK = 250
/** Milliseconds of one look at whether the machine is quiet, and how often it is looked. */
const QUIET_LOOK = 100
const QUIET_LOOKS = 5

export interface Disturbance extends Noise {
  /** What disturbed the repeat, as a sentence; `null`: nothing did. */
  readonly sentence: string | null
}

/** Waits until the processors have little to do, but not for long: what goes on then will be noted as noise. */
export async function untilQuiet(): Promise<void> {
  for (let look = 0; look < QUIET_LOOKS; look++) {
    const before = { at: performance.now(), busy: busySeconds() }
    await new Promise((resolve) => setTimeout(resolve, QUIET_LOOK))
    const capacity = ((performance.now() - before.at) / 1000) * os.cpus().length
    if ((busySeconds() - before.busy) / capacity <= MOST_LOAD) return
  }
}

/** Watches the machine beside one run after the other. */
export class NoiseWatch {
  private readonly clock = new Clock()
  /** The best clock by value. */
  private readonly best = new Map<number, number>()

  /** Begins to watch. @returns what ends it, given the run's own CPU seconds */
  begin(value: number): (runSeconds: number) => Disturbance {
    const before = { at: performance.now(), busy: busySeconds(), own: ownSeconds() }
    const clocks: number[] = []
    const look = () => {
      const clock = this.clock.read()
      if (clock !== null) clocks.push(clock)
    }
    const timer = setInterval(look, CLOCK_LOOK)
    return (runSeconds) => {
      clearInterval(timer)
      look()
      const capacity = ((performance.now() - before.at) / 1000) * os.cpus().length
      const others = busySeconds() - before.busy - runSeconds - (ownSeconds() - before.own)
      return disturbance(Math.max(0, others), capacity, this.relative(value, clocks))
    }
  }

  private relative(value: number, clocks: readonly number[]): number | null {
    if (clocks.length === 0) return null
    const mean = clocks.reduce((sum, clock) => sum + clock, 0) / clocks.length
    const best = Math.max(mean, this.best.get(value) ?? 0)
    this.best.set(value, best)
    return mean / best
  }
}

/** @param others CPU seconds of others @param capacity seconds that all processors together had */
export function disturbance(others: number, capacity: number, clock: number | null): Disturbance {
  const otherLoad = Math.min(1, others / capacity)
  return { otherLoad, clock, sentence: sentenceOf(otherLoad, others, clock) }
}

function sentenceOf(otherLoad: number, others: number, clock: number | null): string | null {
  const { otherPrograms, slowClock } = texts.running.repeat
  if (otherLoad > MOST_LOAD && others > LEAST_SECONDS) return otherPrograms(percent(otherLoad))
  if (clock !== null && clock < LEAST_CLOCK) return slowClock(percent(clock))
  return null
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
