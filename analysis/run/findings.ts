/** What a user should know of a run besides its output, in words: deadlocks, incidents, laws that it has not kept. */
import { capital } from '../capital'
import type { Incident, LastTask, RunEvent } from '../../protocol/run-event'
import type { Site } from '../../protocol/telemetry'
import { texts } from '../../texts'
import { count } from '../numbers'
import { placeOf } from './things'

const words = texts.findings

export interface Finding {
  readonly kind: 'deadlock' | 'incident' | 'law'
  readonly says: string
}

/** One line each, in the order of their happening. */
export function findingsOf(event: RunEvent): Finding[] {
  switch (event.type) {
    case 'deadlock':
      return [{ kind: 'deadlock', says: event.sentence }]
    case 'incident':
      return [{ kind: 'incident', says: incidentText(event) }]
    case 'incidents-omitted':
      return [{ kind: 'incident', says: words.moreEnded(count(event.count)) }]
    case 'laws':
      return event.laws
        .filter(({ holds }) => !holds)
        .map(({ says, site }) => ({ kind: 'law', says: says.replace(/\.$/, siteText(says, site)) }))
    default:
      return []
  }
}

/** `PoolWorker-3: SIGKILL ended it, …. It had item 7 of render ({ id: 7 }). Its task was given to another worker.` */
function incidentText({ name, says, task, done, site }: Incident): string {
  const rest = [...(task === null ? [] : [taskText(task)]), ...(done === '' ? [] : [`${capital(done)}.`])]
  return words.incident(name, says.replace(/\.$/, ''), site === null ? '' : placeOf(site), rest)
}

function taskText({ function: name, index, count: items, attempt, items: shown }: LastTask): string {
  const which = items === 1 ? words.item(count(index)) : words.items(count(index), count(index + items - 1))
  return words.had(which, name, shown, attempt)
}

/** The place, unless the sentence has named it. */
function siteText(says: string, site: Site | null): string {
  return `${words.at(site === null || says.includes(placeOf(site)) ? '' : placeOf(site))}.`
}
