/** Deadlocks of a run as they were found and as they ended, and their sentence in parts that lead somewhere. */
import type { RunEvent, StuckWait } from '../../protocol/run-event'
import type { Site } from '../../protocol/telemetry'
import { texts } from '../../texts'
import type { Problem } from '../problems/problem'

export interface Deadlock {
  readonly deadlock: number
  readonly sentence: string
  readonly waits: readonly StuckWait[]
  /** The process whose wait throws when it is broken. */
  readonly breaks: number | null
  /** Milliseconds of the run. */
  readonly at: number
  /** `null` while its processes wait. */
  readonly ended: 'broken' | 'dissolved' | 'run-ended' | null
}

/** The deadlocks of a run after an event of it; the same list when it is about something else. */
export function deadlockAfter(deadlocks: readonly Deadlock[], event: RunEvent): readonly Deadlock[] {
  if (event.type === 'deadlock') {
    const { type: _type, ...found } = event
    return [...deadlocks.filter(({ deadlock }) => deadlock !== event.deadlock), { ...found, ended: null }]
  }
  if (event.type === 'deadlock-ended')
    return deadlocks.map((one) => (one.deadlock === event.deadlock ? { ...one, ended: event.how } : one))
  if (event.type === 'run-ended')
    return deadlocks.map((one) => (one.ended === null ? { ...one, ended: 'run-ended' } : one))
  return deadlocks
}

/** For the list of what is wrong. @param script the file's name where nothing says in which line anybody waits */
export function problemOf({ sentence, waits, ended }: Deadlock, script: string): Problem {
  const first = waits.find(({ site }) => site !== null)
  const { file, line, column } = first?.site ?? { file: script, line: 1, column: 1 }
  const how = ended === 'run-ended' ? null : ended
  const message = texts.alarms.deadlock.problem(how, sentence)
  return { source: 'run', severity: 'error', message, file, line, column, process: null }
}

/** A line of the script at which processes are stuck. */
export interface StuckLine {
  readonly site: Site
  /** `Worker-2 waits here for lock b`. */
  readonly text: string
}

/** The lines at which a deadlock holds its processes, each once. */
export function stuckLines({ waits }: Pick<Deadlock, 'waits'>): readonly StuckLine[] {
  const lines = new Map<string, { readonly site: Site; readonly names: Map<string, string[]> }>()
  for (const { site, name, what } of waits) {
    if (site === null) continue
    const key = `${site.file}:${site.line}`
    const line = lines.get(key) ?? { site, names: new Map<string, string[]>() }
    lines.set(key, line)
    const names = line.names.get(what) ?? []
    if (!names.includes(name)) line.names.set(what, [...names, name])
  }
  return [...lines.values()].map(({ site, names }) => {
    const words = [...names].map(([what, who]) => texts.alarms.deadlock.waitsHere(listed(who), who.length === 1, what))
    return { site, text: words.join('; ') }
  })
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** A piece of the sentence: words, a process by its number, or a place of the script. */
export interface Part {
  readonly text: string
  readonly process?: number
  readonly site?: Site
}

/**
 * Finds the processes and the lines that the sentence names.
 * @param others processes of the run, of which some may be told of without being stuck themselves
 */
export function partsOf(
  { sentence, waits }: Pick<Deadlock, 'sentence' | 'waits'>,
  others: readonly { readonly name: string; readonly process: number }[] = [],
): readonly Part[] {
  const processes = new Map([...others, ...waits].map(({ name, process }) => [name, process]))
  // The longest first, as `Worker-1` begins `Worker-12`.
  const names = [...processes.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const wanted = new RegExp([...names, LINE].join('|'), 'g')
  const parts: Part[] = []
  let from = 0
  for (const { index, 0: text } of sentence.matchAll(wanted)) {
    if (index > from) parts.push({ text: sentence.slice(from, index) })
    from = index + text.length
    const process = processes.get(text)
    parts.push(process === undefined ? lineOf(text, waits, parts) : { text, process })
  }
  if (from < sentence.length) parts.push({ text: sentence.slice(from) })
  return parts
}

const LINE = String.raw`\bline \d+`

/** A line is that of the wait of the process that was named last, if it has one there. */
function lineOf(text: string, waits: readonly StuckWait[], before: readonly Part[]): Part {
  const line = Number(text.slice('line '.length))
  const sites = waits.filter(({ site }) => site?.line === line)
  const last = before.findLast((part) => part.process !== undefined)?.process
  const site = (sites.find((wait) => wait.process === last) ?? sites[0])?.site
  if (site != null) return { text, site }
  // Of somebody who waits for those that are stuck; where no file is named there is but one.
  const known = waits.find((wait) => wait.site !== null)?.site
  const isOfNoFile = before.at(-1)?.text.endsWith('(') === true
  return known == null || !isOfNoFile ? { text } : { text, site: { file: known.file, line, column: 1 } }
}

/** A name as a regular expression that finds it. */
function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
