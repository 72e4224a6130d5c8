import { expect, test } from 'vitest'
import { Segment } from '../../multiprocessing/segment/segment'
import type { RunEvent } from '../../protocol/run-event'
import { reasonOf, type Circumstances } from './incident-words'
import { Incidents, type Dead } from './incidents'

const crash: Dead['end'] = { exitcode: -11, reason: 'crashed' }

function dead(number: number): Dead {
  const process = {
    number,
    slot: number,
    pid: 100 + number,
    name: `Process-${number}`,
    parent: 0,
    daemon: false,
    generation: 1,
  }
  return { process, end: crash, by: null }
}

test('a hundred incidents of a run are told, and how many more there were', () => {
  const segment = Segment.create(64, 1)
  const events: RunEvent[] = []
  const told = (event: RunEvent) => events.push(event)
  const incidents = new Incidents(
    { event: told, telemetry: () => undefined, output: () => undefined, uncaught: () => undefined },
    false,
  )
  const run = { segment, at: () => 5 }
  for (let i = 1; i <= 104; i++) expect(incidents.examine(run, dead(i))).toEqual(crash)
  expect(incidents.examine(run, { ...dead(105), by: 'script' })).toEqual(crash)
  incidents.close({ report: (event) => told({ ...event, at: 6 } as RunEvent) })
  expect(events.filter(({ type }) => type === 'incident')).toHaveLength(100)
  expect(events.at(-1)).toEqual({ type: 'incidents-omitted', at: 6, count: 4 })
  segment.memory.unmap()
})

const full = { exitcode: -6, reason: 'out-of-memory' } as const
const REPORT = [
  '[25032:0x114000d8000]    46287 ms: Scavenge (interleaved) 3971.8 (3982.1) -> 3969.7 (3983.9) MB, pooled: 0 MB',
  'FATAL ERROR: NewSpace::EnsureCurrentCapacity Allocation failed - JavaScript heap out of memory',
]

test.each<[Partial<Circumstances>, string]>([
  [
    { end: full, lines: REPORT },
    'It ran out of memory: the engine could not enlarge the JavaScript heap (NewSpace::EnsureCurrentCapacity); its heap had grown to 4.16\u2009GB.',
  ],
  [
    { end: full, memory: 4.2e9 },
    'It ran out of memory, it seems: the engine aborted it (SIGABRT) when it had 4.20\u2009GB.',
  ],
  [
    {
      end: { exitcode: -5, reason: 'crashed' },
      lines: ['# Fatal error in , line 0', '# Fatal JavaScript invalid size'],
    },
    'It crashed (SIGTRAP): Fatal JavaScript invalid size.',
  ],
  [{ end: { exitcode: -9, reason: 'killed' }, by: 'user' }, 'You killed it (SIGKILL).'],
  [{ end: { exitcode: -15, reason: 'terminated' }, by: 'user' }, 'You terminated it (SIGTERM).'],
  [{ end: { exitcode: 0, reason: 'exit' }, isBusy: true }, 'It ended itself with exit code 0, with a task in hand.'],
  [{ end: { exitcode: 1, reason: 'exception' }, error: 'E: a\nb' }, 'Nobody caught its error: E: a'],
])('%j is told in one sentence', (known, sentence) => {
  const unknown = { end: crash, by: null, error: null, isBusy: false, lines: [], memory: 0 }
  expect(reasonOf({ ...unknown, ...known })).toBe(sentence)
})
