/** The laws that every run keeps, and what is found of them at its end. */
import { capital } from '../../analysis/capital'
import { placeOf, thingOf } from '../../analysis/run/things'
import { bytes, count } from '../../analysis/numbers'
import { LAWS, type Law, type ProcessEnd, type RunOutcome } from '../../protocol/run-event'
import type { SharedSample, Site } from '../../protocol/telemetry'

/** Something shared as it was when all processes had ended. */
export interface LastSample {
  readonly sample: SharedSample
  readonly site: Site | null
}

/** A process that ended by itself while an operation of it waited. */
export interface Unsettled {
  readonly name: string
  readonly end: ProcessEnd
  readonly kind: string
  readonly site: Site | null
}

/** A lock whose holder has ended. */
export interface Held extends LastSample {
  readonly holder: string
  /** The holder was ended; it did not end by itself. */
  readonly wasEnded: boolean
}

/** Shared memory with a name that was never unlinked. */
export interface MemoryLeft {
  readonly name: string
  readonly bytes: number
  readonly site: Site | null
}

export interface Ending {
  readonly outcome: RunOutcome
  /** How the script's own process ended. */
  readonly end: ProcessEnd
  readonly isMeasured: boolean
  /** Processes of the operating system that are still there. */
  readonly left: readonly string[]
  /** Names of those that a signal ended which neither the lab nor the script sent. */
  readonly killed: readonly string[]
  readonly unsettled: readonly Unsettled[]
  readonly held: readonly Held[]
  readonly shared: readonly LastSample[]
  readonly memory: readonly MemoryLeft[]
}

const QUEUES: readonly string[] = ['Queue', 'JoinableQueue', 'SimpleQueue']

export function judged(ending: Ending): Law[] {
  const excuse = excuseOf(ending)
  const found = { promises, processes, locks, queues, bytes: carried }
  return LAWS.map((law) => {
    if (excuse !== null && law !== 'processes') return { law, holds: true, says: `Not judged: ${excuse}.`, site: null }
    return { law, ...found[law](ending) }
  })
}

type Finding = Omit<Law, 'law'>

/** Why what is left says nothing of the script. */
function excuseOf({ outcome, end, isMeasured }: Ending): string | null {
  if (outcome === 'stopped') return 'the run was stopped'
  if (outcome === 'timed-out') return 'the time was up'
  if (end.exitcode < 0 || end.reason === 'interrupted') return 'the script was ended from outside, or crashed'
  return isMeasured ? null : 'nothing was measured'
}

function promises({ unsettled }: Ending): Finding {
  const [first] = unsettled
  if (first === undefined) return holds('Every wait came to its end.')
  const { name, kind, site, end } = first
  const how = end.reason === 'exception' ? 'by an error' : `with exit code ${end.exitcode}`
  return fails(`${name} ended ${how} while ${kind} still waited${at(site)}${more(unsettled)}.`, site)
}

function processes({ left }: Ending): Finding {
  if (left.length === 0) return holds('No process is left.')
  return fails(`Still there: ${left.join(', ')}.`, null)
}

function locks({ held }: Ending): Finding {
  const kept = held.filter(({ wasEnded }) => !wasEnded)
  const [first] = kept
  if (first !== undefined)
    return fails(
      `${capital(thingOf(first.sample))} was still held by ${first.holder} when that ended${at(first.site)}${more(kept)}.`,
      first.site,
    )
  const [orphan] = held
  if (orphan === undefined) return holds('No lock is held.')
  return holds(`${capital(thingOf(orphan.sample))} was held by ${orphan.holder} when that was ended; nobody wanted it.`)
}

function queues({ shared, killed }: Ending): Finding {
  return untaken(
    shared.filter(({ sample }) => QUEUES.includes(sample.kind)),
    killed,
    'Every queue is empty.',
    (items) => `${items} never taken`,
  )
}

/** Queues have a law of their own: what is left in them is counted, and not held against this one. */
function carried({ shared, killed, memory }: Ending): Finding {
  const carriers = shared.filter(({ sample: { kind } }) => QUEUES.includes(kind) || kind === 'Pipe')
  const sum = carriers.reduce((total, { sample }) => total + sample.bytes, 0)
  const left = carriers.reduce((total, { sample: { kind, depth } }) => total + (kind === 'Pipe' ? 0 : depth), 0)
  const rest = left === 0 ? 'all was taken' : `all but the ${items(left)} left in queues was taken`
  const found = untaken(
    carriers.filter(({ sample }) => sample.kind === 'Pipe'),
    killed,
    sum === 0 ? 'Nothing was put or sent.' : `${amount(sum)} were put or sent, and ${rest}.`,
    (what) => `${what} never received`,
  )
  const [kept] = memory
  if (!found.holds || kept === undefined) return found
  const sentence = `Shared memory ${kept.name} (${amount(kept.bytes)}) was never unlinked${at(kept.site)}${more(memory)}.`
  return killed.length > 0 ? holds(excused(killed, sentence)) : fails(sentence, kept.site)
}

function untaken(
  things: readonly LastSample[],
  killed: readonly string[],
  empty: string,
  say: (items: string) => string,
): Finding {
  const full = things.filter(({ sample }) => sample.depth > 0)
  const [first] = full
  if (first === undefined) return holds(empty)
  const { sample, site } = first
  const were = sample.depth === 1 ? 'was' : 'were'
  const found = say(`${items(sample.depth)} ${were}`)
  const sentence = `${capital(thingOf(sample))}: ${found}${at(site)}${more(full)}.`
  return killed.length > 0 ? holds(excused(killed, sentence)) : fails(sentence, site)
}

function excused([first]: readonly string[], sentence: string): string {
  return `Not judged: ${first} was killed. ${sentence}`
}

function holds(says: string): Finding {
  return { holds: true, says, site: null }
}

function fails(says: string, site: Site | null): Finding {
  return { holds: false, says, site }
}

function at(site: Site | null): string {
  return site === null ? '' : ` (${placeOf(site)})`
}

function more(all: readonly unknown[]): string {
  return all.length > 1 ? `, and ${count(all.length - 1)} more` : ''
}

function amount(size: number): string {
  return size < 1e6 ? `${count(size)} bytes` : bytes(size)
}

function items(number: number): string {
  return number === 1 ? '1 item' : `${count(number)} items`
}
