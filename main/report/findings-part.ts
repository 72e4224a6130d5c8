/** What a report says of deadlocks, incidents, laws, and of what processes shared; nothing where there is none. */
import { count, duration, size } from '../../analysis/numbers'
import { findingsOf } from '../../analysis/run/findings'
import { placeOf, thingOf } from '../../analysis/run/things'
import type { KeptRun } from '../../protocol/history'
import type { RunEvent } from '../../protocol/run-event'
import { texts } from '../../texts/main'
import { list, table } from './markup'

const words = texts.report.ofRun
/** Things in a table, those that were waited for longest; all that are kept are among the data. */
const THINGS = 50

export function findingsPart({ events }: KeptRun): string {
  // What is not green among the laws stands in their table.
  const found = events
    .flatMap(findingsOf)
    .flatMap(({ kind, says }) => (kind === 'law' ? [] : [words.kinds[kind](says)]))
  return [
    found.length === 0 ? '' : `<h2>${words.found}</h2>\n${list(found)}`,
    lawTable(events.find(({ type }) => type === 'laws')),
    sharedTable(events.filter((event) => event.type === 'shared')),
  ].join('\n')
}

function lawTable(event: RunEvent | undefined): string {
  if (event?.type !== 'laws') return ''
  return table(
    words.laws.caption,
    words.laws.columns,
    event.laws.map(({ law, holds, says }) => [law, holds ? words.laws.kept : words.laws.broken, says]),
  )
}

function sharedTable(things: readonly Extract<RunEvent, { type: 'shared' }>[]): string {
  if (things.length === 0) return ''
  const most = [...things].sort((a, b) => b.sample.waits.sum - a.sample.waits.sum).slice(0, THINGS)
  return table(
    words.shared.caption,
    words.shared.columns,
    most.map(({ sample, site }) => [
      thingOf(sample),
      site === null ? '' : placeOf(site),
      count(sample.acquired),
      some(sample.waits.count, count),
      some(sample.waits.sum / 1000, duration),
      some(sample.waits.longest / 1000, duration),
      some(sample.holds.sum / 1000, duration),
      some(sample.bytes, size),
    ]),
  )
}

function some(value: number, say: (value: number) => string): string {
  return value === 0 ? '' : say(value)
}
