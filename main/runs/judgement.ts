/** The laws that every run keeps, and what is found of them at its end. */
import { capital } from '../../analysis/capital'
import { placeOf, thingOf } from '../../analysis/run/things'
import { bytes, count } from '../../analysis/numbers'
import { LAWS, type Law, type ProcessEnd, type RunOutcome } from '../../protocol/run-event'
import type { SharedSample, Site } from '../../protocol/telemetry'
import { texts } from '../../texts/main'

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

const words = texts.judgement
const QUEUES: readonly string[] = ['Queue', 'JoinableQueue', 'SimpleQueue']

export function judged(ending: Ending): Law[] {
  const excuse = excuseOf(ending)
  const found = { promises, processes, locks, queues, bytes: carried }
  return LAWS.map((law) => {
    if (excuse !== null && law !== 'processes') return { law, holds: true, says: words.notJudged(excuse), site: null }
    return { law, ...found[law](ending) }
  })
}

type Finding = Omit<Law, 'law'>

/** Why what is left says nothing of the script. */
function excuseOf({ outcome, end, isMeasured }: Ending): string | null {
  if (outcome === 'stopped') return words.excuses.stopped
  if (outcome === 'timed-out') return words.excuses.timedOut
  if (end.exitcode < 0 || end.reason === 'interrupted') return words.excuses.ended
  return isMeasured ? null : words.excuses.unmeasured
}

function promises({ unsettled }: Ending): Finding {
  const [first] = unsettled
  if (first === undefined) return holds(words.everyWait)
  const { name, kind, site, end } = first
  const exitcode = end.reason === 'exception' ? null : end.exitcode
  return fails(words.unsettled(name, exitcode, kind, tail(site, unsettled)), site)
}

function processes({ left }: Ending): Finding {
  if (left.length === 0) return holds(words.noProcess)
  return fails(words.stillThere(left), null)
}

function locks({ held }: Ending): Finding {
  const kept = held.filter(({ wasEnded }) => !wasEnded)
  const [first] = kept
  if (first !== undefined)
    return fails(words.held(capital(thingOf(first.sample)), first.holder, tail(first.site, kept)), first.site)
  const [orphan] = held
  if (orphan === undefined) return holds(words.noLock)
  return holds(words.orphan(capital(thingOf(orphan.sample)), orphan.holder))
}

function queues({ shared, killed }: Ending): Finding {
  return untaken(
    shared.filter(({ sample }) => QUEUES.includes(sample.kind)),
    killed,
    words.queuesEmpty,
    words.neverTaken,
  )
}

/** Queues have a law of their own: what is left in them is counted, and not held against this one. */
function carried({ shared, killed, memory }: Ending): Finding {
  const carriers = shared.filter(({ sample: { kind } }) => QUEUES.includes(kind) || kind === 'Pipe')
  const sum = carriers.reduce((total, { sample }) => total + sample.bytes, 0)
  const left = carriers.reduce((total, { sample: { kind, depth } }) => total + (kind === 'Pipe' ? 0 : depth), 0)
  const found = untaken(
    carriers.filter(({ sample }) => sample.kind === 'Pipe'),
    killed,
    sum === 0 ? words.nothingSent : words.sent(amount(sum), left === 0 ? '' : items(left)),
    words.neverReceived,
  )
  const [kept] = memory
  if (!found.holds || kept === undefined) return found
  const sentence = words.memory(kept.name, amount(kept.bytes), tail(kept.site, memory))
  return killed.length > 0 ? holds(excused(killed, sentence)) : fails(sentence, kept.site)
}

function untaken(
  things: readonly LastSample[],
  killed: readonly string[],
  empty: string,
  say: (items: string, isOne: boolean) => string,
): Finding {
  const full = things.filter(({ sample }) => sample.depth > 0)
  const [first] = full
  if (first === undefined) return holds(empty)
  const { sample, site } = first
  const found = say(items(sample.depth), sample.depth === 1)
  const sentence = words.untaken(capital(thingOf(sample)), found, tail(site, full))
  return killed.length > 0 ? holds(excused(killed, sentence)) : fails(sentence, site)
}

function excused([first = '']: readonly string[], sentence: string): string {
  return words.killed(first, sentence)
}

function holds(says: string): Finding {
  return { holds: true, says, site: null }
}

function fails(says: string, site: Site | null): Finding {
  return { holds: false, says, site }
}

/** Where it was, and how many more there are. */
function tail(site: Site | null, all: readonly unknown[]): string {
  const at = site === null ? '' : words.at(placeOf(site))
  return all.length > 1 ? `${at}${words.more(count(all.length - 1))}` : at
}

function amount(size: number): string {
  return size < 1e6 ? words.bytes(count(size)) : bytes(size)
}

function items(number: number): string {
  return words.items(count(number), number === 1)
}
