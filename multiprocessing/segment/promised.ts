/** What this process waits for with promises, by what is waited for. */
import type { Answer } from './answer'
import type { Attempt, Source } from './attempt'
import { WAITING_MOST } from './layout'
import type { CodeSite } from './sites'
import type { Wait, WaitOutcome } from './waits'

/** A wait with a promise. */
export interface Promised extends Wait {
  /** Once it has been looked up. */
  site: CodeSite
  readonly answer: Answer<unknown>
}

export interface Operation extends Promised {
  /** A thread that the library has for itself waits, of which nobody is to know. */
  readonly isAside: boolean
  readonly attempt: Attempt<unknown>
  readonly finish: (how: WaitOutcome) => void
}

/** A wait of the script for what another source of this process brings. */
export interface Stand extends Promised {
  readonly reject: (error: Error) => void
}

/** Waits that are looked through for main; where there are more, most of them are for the same. */
const LOOKED_THROUGH = 256

export const pending = new Map<Source, Operation[]>()
export const stands = new Set<Stand>()

/** Operations that scripts wait for; a process with none of them can end. */
export function waitCount(): number {
  let count = 0
  for (const [source, waiting] of pending) if (!source.background) count += waiting.length
  return count
}

/** Whether promises of this process wait for it. */
export function isWaitedFor(source: Source): boolean {
  return pending.has(source)
}

/** Whether so many stand by that one more says nothing new. */
export function isCrowded(): boolean {
  return stands.size >= WAITING_MOST
}

/** Whether something that a promise waits for is there already, and the bell has not been heard yet. */
export function isAnyReady(): boolean {
  for (const source of pending.keys()) if (source.isReady?.() === true) return true
  return false
}

/** What main is to know of. */
export function toldWaits(): readonly Promised[] {
  const told: Promised[] = [...stands]
  for (const [source, waiting] of pending) {
    if (told.length >= LOOKED_THROUGH) break
    if (source.background === true || isStoodFor(source)) continue
    for (let i = 0; i < waiting.length && told.length < LOOKED_THROUGH; i++)
      if (!(waiting[i] as Operation).isAside) told.push(waiting[i] as Operation)
  }
  return told
}

/** Whether those who wait for what it brings are told instead of it. */
function isStoodFor({ background, number }: Source): boolean {
  if (background === undefined) return false
  for (const { source } of stands) if (source.number === number) return true
  return false
}
