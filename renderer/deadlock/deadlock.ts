/** Deadlocks of a run as they were found and as they ended, and their sentence in parts that lead somewhere. */
import type { RunEvent, StuckWait } from '../../protocol/run-event'
import type { Site } from '../../protocol/telemetry'

export interface Deadlock {
  readonly deadlock: number
  readonly sentence: string
  readonly waits: readonly StuckWait[]
  /** Milliseconds of the run. */
  readonly at: number
  /** `null` while its processes wait. */
  readonly ended: 'broken' | 'dissolved' | 'run-ended' | null
}

/** The deadlocks of a run after an event of it; the same list when it is about something else. */
export function deadlockAfter(deadlocks: readonly Deadlock[], event: RunEvent): readonly Deadlock[] {
  if (event.type === 'deadlock') {
    const { deadlock, sentence, waits, at } = event
    return [...deadlocks.filter((one) => one.deadlock !== deadlock), { deadlock, sentence, waits, at, ended: null }]
  }
  if (event.type === 'deadlock-ended')
    return deadlocks.map((one) => (one.deadlock === event.deadlock ? { ...one, ended: event.how } : one))
  if (event.type === 'run-ended')
    return deadlocks.map((one) => (one.ended === null ? { ...one, ended: 'run-ended' } : one))
  return deadlocks
}

/** A piece of the sentence: words, a process by its number, or a place of the script. */
export interface Part {
  readonly text: string
  readonly process?: number
  readonly site?: Site
}

/** Finds the processes and the lines that the sentence names. */
export function partsOf({ sentence, waits }: Pick<Deadlock, 'sentence' | 'waits'>): readonly Part[] {
  const processes = new Map(waits.map(({ name, process }) => [name, process]))
  // The longest first, as `Worker-1` begins `Worker-12`.
  const names = [...processes.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const wanted = new RegExp([...names, String.raw`\bline \d+`].join('|'), 'g')
  const parts: Part[] = []
  let from = 0
  for (const { index, 0: text } of sentence.matchAll(wanted)) {
    if (index > from) parts.push({ text: sentence.slice(from, index) })
    from = index + text.length
    parts.push(partOf(text, processes, waits, parts))
  }
  if (from < sentence.length) parts.push({ text: sentence.slice(from) })
  return parts
}

/** A line is that of the wait of the process that was named last, if it has one there. */
function partOf(
  text: string,
  processes: ReadonlyMap<string, number>,
  waits: readonly StuckWait[],
  before: readonly Part[],
): Part {
  const process = processes.get(text)
  if (process !== undefined) return { text, process }
  const line = Number(text.slice('line '.length))
  const sites = waits.filter(({ site }) => site?.line === line)
  const last = before.findLast((part) => part.process !== undefined)?.process
  const site = (sites.find((wait) => wait.process === last) ?? sites[0])?.site
  return site == null ? { text } : { text, site }
}

/** A name as a regular expression that finds it. */
function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
