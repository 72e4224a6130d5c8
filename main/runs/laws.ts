/** Tells at the end of a run what was shared, and whether it has kept the laws. */
import { HEADER } from '../../multiprocessing/segment/layout'
import { entryOf } from '../../multiprocessing/segment/waiters'
import { LOCK } from '../../multiprocessing/synchronize/layout'
import type { ProcessEnd, RunOutcome } from '../../protocol/run-event'
import type { Site } from '../../protocol/telemetry'
import type { Dead } from './incidents'
import { judged, type Held, type LastSample, type Unsettled } from './judgement'
import { memoryLeft } from './memory-left'
import { ObjectReader } from './objects'
import type { Run } from './run'
import { SharedReader } from './shared'
import { survivors } from './survivors'
import { readWaiting } from './waits'

/** Things, unsettled waits and killed processes of a run that are told. */
const MOST_THINGS = 500
const MOST_NAMED = 100
/** Milliseconds for which a number of the operating system is not given out again, so that it says who is still there. */
const RECENT = 5_000

interface Ended {
  readonly name: string
  readonly pid: number
  readonly at: number
  readonly wasEnded: boolean
}

export class Laws {
  private readonly run: Run
  /** By its entry, which stands in the locks that it held. */
  private readonly ended = new Map<number, Ended>()
  private readonly unsettled: Unsettled[] = []
  private readonly killed: string[] = []

  constructor(run: Run) {
    this.run = run
  }

  /** A process has ended, and its slot is as it left it. */
  note({ process: { slot, pid, name, generation }, by }: Dead, end: ProcessEnd): ProcessEnd {
    const { run } = this
    const wasEnded = by !== null || end.exitcode < 0 || end.reason === 'interrupted'
    this.ended.set(entryOf(slot, generation, false), { name, pid, at: run.at(), wasEnded })
    if (by !== 'lab' && by !== 'script' && end.exitcode < 0 && this.killed.length < MOST_NAMED) this.killed.push(name)
    if (wasEnded) return end
    for (const { kind, line, column } of readWaiting(run.segment, slot) ?? [])
      if (kind !== 'task' && this.unsettled.length < MOST_NAMED)
        this.unsettled.push({ name, end, kind, site: run.sites.at(line, column) })
    return end
  }

  /** @param end of the script's own process */
  async tell(outcome: RunOutcome, end: ProcessEnd): Promise<void> {
    const { run } = this
    const sites = run.sites.forBatch()
    const shared = new SharedReader(run.segment)
      .all(sites)
      .map((sample): LastSample => ({ sample, site: sites.sites[sample.site] ?? null }))
    for (const { sample, site } of mostWaited(shared)) {
      const { site: _site, holders: _holders, waiters: _waiters, uses, ...last } = sample
      run.report({
        type: 'shared',
        sample: last,
        site,
        uses: uses.map((use) => ({ ...use, site: sites.sites[use.site] as Site })),
      })
    }
    const laws = judged({
      outcome,
      end,
      isMeasured: run.segment.u32(HEADER.unmeasured) === 0,
      left: await this.left(),
      killed: this.killed,
      unsettled: this.unsettled,
      held: shared.flatMap((one) => this.heldOf(one)),
      shared,
      memory: memoryLeft(run.segment, run.sites),
    })
    run.report({ type: 'laws', laws })
  }

  private heldOf(one: LastSample): Held[] {
    const { segment } = this.run
    if (one.sample.kind !== 'Lock' && one.sample.kind !== 'RLock') return []
    const reader = new ObjectReader(segment)
    const thing = reader.find(one.sample.object)
    const holder = thing === null ? undefined : this.ended.get(reader.owner(thing))
    // Who releases what another has acquired uses it as a signal.
    const isSignal = thing !== null && one.sample.kind === 'Lock' && segment.u32(thing.offset + LOCK.signal) !== 0
    return holder === undefined || isSignal ? [] : [{ ...one, holder: holder.name, wasEnded: holder.wasEnded }]
  }

  /** Processes of the operating system that have been told to be gone, and are not. */
  private async left(): Promise<string[]> {
    const now = this.run.at()
    const left = await survivors([...this.ended.values()].filter(({ at }) => now - at < RECENT))
    return left.map(({ name, pid }) => `${name} (pid ${pid})`)
  }
}

/** Where there are very many, those that processes have waited for longest. */
function mostWaited(shared: readonly LastSample[]): readonly LastSample[] {
  if (shared.length <= MOST_THINGS) return shared
  const byWait = (a: LastSample, b: LastSample) =>
    b.sample.waits.sum - a.sample.waits.sum || b.sample.acquired - a.sample.acquired
  return [...shared].sort(byWait).slice(0, MOST_THINGS)
}
