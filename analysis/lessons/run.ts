/** What a check demands of a run: its end, its processes, its pools, its events, what it shared and its laws. */
import type { Conditions, Verdict } from '../../protocol/lesson'
import { texts } from '../../texts'
import { count, duration, percent } from '../numbers'
import { nameOf } from '../run/things'
import { isWithin, missing, within } from './bounds'
import { endOf, eventsOf, type RunEvidence } from './evidence'
import { processorUse } from './processor-use'

const { verdicts } = texts.lessons

type Judge<K extends keyof Conditions> = (wanted: Conditions[K], run: RunEvidence) => Verdict

const inPercent = (amount: number) => percent(amount / 100)

export const outcome: Judge<'outcome'> = (wanted, run) => {
  const told = endOf(run)?.outcome
  const passed = told === wanted
  return { passed, found: verdicts.outcome[told ?? 'unknown'] + (passed ? '' : verdicts.outcome.wanted[wanted]) }
}

export const processes: Judge<'processes'> = ({ named, ...bounds }, run) => {
  const pattern = named === undefined ? null : new RegExp(named)
  const started = eventsOf(run, 'process-started').filter(
    ({ parent, name }) => parent !== null && (pattern?.test(name) ?? true),
  ).length
  const shown = count(started)
  const found =
    named === undefined ? verdicts.processes(started, shown) : verdicts.processesNamed(started, shown, named)
  return within(started, bounds, found)
}

export const workers: Judge<'workers'> = (bounds, run) => {
  const pools = eventsOf(run, 'pool-created').map(({ processes: size }) => size)
  if (pools.length === 0) return missing(verdicts.noPool, bounds)
  const largest = Math.max(...pools)
  return within(largest, bounds, verdicts.workers(largest, count(largest)))
}

export const tasks: Judge<'tasks'> = (bounds, { figures }) => {
  const done = (figures?.maps ?? []).reduce((sum, map) => sum + map.done, 0)
  return within(done, bounds, verdicts.tasks(done, count(done)))
}

/** One call that keeps to the bounds is enough. */
export const chunksize: Judge<'chunksize'> = (bounds, run) => {
  const sizes = [...new Set(eventsOf(run, 'map-started').map((call) => call.chunksize))].sort((a, b) => a - b)
  const [first] = sizes
  if (first === undefined) return missing(verdicts.noCall, bounds)
  const kept = sizes.find((size) => isWithin(size, bounds))
  return within(kept ?? first, bounds, verdicts.chunks(sizes.map((size) => count(size)).join(', ')))
}

export const seconds: Judge<'seconds'> = (bounds, run) => {
  const end = endOf(run)
  if (end === undefined) return missing(verdicts.outcome.unknown, bounds, duration)
  return within(end.seconds, bounds, verdicts.seconds(duration(end.seconds)), duration)
}

export const processorsUsed: Judge<'processorUse'> = (bounds, run) => {
  const use = processorUse(run)
  if (use === null) return missing(verdicts.unsampled, bounds, inPercent)
  return within(use.share * 100, bounds, verdicts.processorUse(percent(use.share), use.withPools), inPercent)
}

export const copying: Judge<'copying'> = (bounds, { figures }) => {
  const copies = (figures?.maps ?? []).map((map) => map.copies)
  const encode = copies.reduce((sum, one) => sum + one.encode, 0)
  const all = copies.reduce((sum, one) => sum + one.encode + one.work, 0)
  if (all === 0) return missing(verdicts.noCall, bounds, inPercent)
  return within((encode / all) * 100, bounds, verdicts.copying(percent(encode / all)), inPercent)
}

export const event: Judge<'event'> = ({ type, ...bounds }, run) => {
  const happened = eventsOf(run, type).length
  return within(happened, bounds, verdicts.event(happened, count(happened), type))
}

/** One thing that keeps to the bounds is enough; if none does, the first is told. */
export const shared: Judge<'shared'> = ({ kind, name, count: counted, ...bounds }, run) => {
  const counts = eventsOf(run, 'shared')
    .map(({ sample }) => sample)
    .filter((sample) => sample.kind === kind && (name === undefined || sample.label === name))
    .map((sample) => {
      const value = { acquired: sample.acquired, items: sample.depth, waits: sample.waits.count }[counted]
      return { what: `${kind} ${nameOf(sample)}`, value }
    })
  const told = counts.find(({ value }) => isWithin(value, bounds)) ?? counts[0]
  if (told === undefined) return missing(verdicts.shared.none(kind, name), bounds)
  return within(told.value, bounds, verdicts.shared[counted](told.what, told.value, count(told.value)))
}

export const law: Judge<'law'> = ({ name, kept }, run) => {
  const told = eventsOf(run, 'laws')
    .flatMap(({ laws }) => laws)
    .find((one) => one.law === name)
  if (told === undefined) return { passed: false, found: verdicts.law.untold }
  const passed = told.holds === kept
  const says = told.says.replace(/\.$/, '')
  return { passed, found: passed ? says : `${says}${kept ? verdicts.law.kept : verdicts.law.broken}` }
}
