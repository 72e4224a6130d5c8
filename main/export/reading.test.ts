import { expect, test } from 'vitest'
import { sharedSample } from '../../analysis/run/samples'
import type { ExportedDocument } from '../../protocol/export'
import { NO_COPIES, NO_WAITS } from '../../protocol/telemetry'
import { documentBlock, documentOf } from './document'
import { parseDocument, UnreadableDocument } from './reading'
import { FOUND, RUN, SWEEP } from './sample'

const document = documentOf([RUN, SWEEP])
const text = JSON.stringify(document)
type Plain = Record<string, unknown>

/** The document with one thing in it changed. */
function changed(change: (entry: Plain) => void, which = 0): string {
  const copy = JSON.parse(text) as { entries: Plain[] }
  change(copy.entries[which] as Plain)
  return JSON.stringify(copy)
}

test('what was written is read as it was, from a JSON file and from a page', () => {
  expect(parseDocument(text, 'a.json')).toEqual([RUN, SWEEP])
  const page = `<!doctype html><title>x</title><pre>&lt;/script&gt;</pre>${documentBlock([RUN, SWEEP])}</body></html>`
  expect(parseDocument(page, 'a.html')).toEqual([RUN, SWEEP])
})

test('what was found in a run is read as it was, and with its waits, shared things and places', () => {
  const [batch] = RUN.telemetry!.batches
  const [process, ...others] = batch!.processes
  const wait = { kind: 'Lock.acquire', object: 3, site: 0, since: 12 }
  const task = { map: 2, index: 0, count: 2, attempt: 1 }
  const use = { kind: 'Lock.acquire', site: 0, count: 2.5 }
  const lock = sharedSample({ object: 3, label: 'a', site: 0, holders: [1], waiters: [0], uses: [use] })
  const whole = {
    ...batch!,
    processes: [{ ...process!, waits: [wait], task, seenAt: 48 }, ...others],
    shared: [lock],
    sites: [{ file: '/scripts/a.ts', line: 4, column: 9 }],
  }
  const run = {
    ...RUN,
    events: [...RUN.events, ...FOUND],
    telemetry: { ...RUN.telemetry!, batches: [whole, ...RUN.telemetry!.batches.slice(1)] },
  }
  expect(parseDocument(JSON.stringify(documentOf([run])), 'a.json')).toEqual([run])
})

test('a document of an older Parallab has none of that', () => {
  const older = JSON.parse(JSON.stringify(documentOf([RUN])), (key, value: unknown) =>
    [
      'copies',
      'site',
      'retried',
      'waits',
      'shared',
      'sites',
      'task',
      'seenAt',
      'shown',
      'joined',
      'attempt',
      'bytesIn',
    ].includes(key)
      ? undefined
      : value,
  ) as unknown
  const [run] = parseDocument(JSON.stringify(older), 'a.json') as [typeof RUN]
  expect(run.telemetry?.batches[0]).toMatchObject({ waits: NO_WAITS, shared: [], sites: [] })
  expect(run.telemetry?.batches[0]?.tasks).toMatchObject({ attempt: [1], bytesIn: [0], shown: [], joined: [] })
  expect(run.figures?.processes[0]).toMatchObject({ waits: [], task: null, seenAt: 0 })
  expect(run.events.find(({ type }) => type === 'map-ended')).toMatchObject({ copies: NO_COPIES, site: null })
})

test('a sweep says what it says, for those who read the file elsewhere', () => {
  const [, sweep] = (JSON.parse(text) as ExportedDocument).entries
  expect(sweep).toMatchObject({ kind: 'sweep', answer: { axis: 'pool-size', sentence: expect.stringMatching(/\w/) } })
})

test('no text in the block can end it', () => {
  const block = documentBlock([RUN, SWEEP])
  expect(block.match(/<\/?script/g)).toEqual(['<script', '</script'])
})

test.each([
  ['', 'a.json is no report or JSON file of Parallab, or only a part of one.'],
  ['<html><p>hello</html>', 'a.json is no report or JSON file of Parallab, or only a part of one.'],
  [documentBlock([RUN, SWEEP]).slice(0, 5000), 'a.json is no report or JSON file of Parallab, or only a part of one.'],
  ['null', 'a.json is no report or JSON file of Parallab.'],
  ['{"entries":[]}', 'a.json is no report or JSON file of Parallab.'],
  [
    text.replace('"version":1', '"version":7'),
    'a.json is of version 7, and this Parallab reads version 1: a newer Parallab has written it.',
  ],
  ['{"format":"parallab","version":1,"entries":[]}', /^a\.json is damaged: at entries: /],
  [changed((run) => delete run['script']), /^a\.json is damaged: at entries\.0\.script: /],
  [changed((run) => (run['script'] = { ...RUN.script, text: 3 })), /at entries\.0\.script\.text: expected string/],
  [changed((run) => (run['entry'] = { ...RUN.entry, id: '' })), /at entries\.0\.entry\.id: /],
  [changed((run) => (run['entry'] = { ...RUN.entry, startedAt: 'yesterday' })), /at entries\.0\.entry\.startedAt: /],
  [changed((run) => (run['kind'] = 'program')), /at entries\.0\.kind: /],
  [changed((run) => (run['events'] = [{ type: 'run-started' }])), /at entries\.0\.events\.0\./],
  [
    changed((run) => (run['telemetry'] = { ...RUN.telemetry, batches: [{ ...RUN.telemetry!.batches[0], at: '1' }] })),
    /at entries\.0\.telemetry\.batches\.0\.at: /,
  ],
  [
    changed((sweep) => (sweep['data'] = { ...SWEEP.data, repeats: [{ ...SWEEP.data.repeats[0], value: 3 }] }), 1),
    /at entries\.1\.data: a repeat is of a size that was not compared/,
  ],
  [
    changed((sweep) => (sweep['data'] = { ...SWEEP.data, repeats: [{ ...SWEEP.data.repeats[0], seconds: -1 }] }), 1),
    /at entries\.1\.data\.repeats\.0\.seconds: /,
  ],
])('%.60s… is refused with a sentence', (damaged, sentence) => {
  expect(() => parseDocument(damaged, 'a.json')).toThrow(UnreadableDocument)
  expect(() => parseDocument(damaged, 'a.json')).toThrow(sentence)
})

test('what is no part of the format is left behind', () => {
  const more = changed((run) => (run['__proto__x'] = { on: 'load' }))
  expect(parseDocument(more, 'a.json')).toEqual([RUN, SWEEP])
})
