import { describe, expect, test } from 'vitest'
import { findDeadlocks, type Party, type Snapshot, type Thing, type Wait } from '.'

const NAMES = ['MainProcess', 'Worker-1', 'Worker-2', 'Worker-3', 'Worker-4', 'Worker-5']

function wait(kind: string, object: number, line: number): Wait {
  return { kind, object, since: 0, site: { file: '/a/script.ts', line, column: 1 } }
}

function party(process: number, waits: readonly Wait[] | null, known: Partial<Party> = {}): Party {
  return {
    process,
    name: NAMES[process] ?? `Process-${process}`,
    parent: process === 0 ? null : 0,
    isWorker: false,
    isUnborn: false,
    waits,
    ...known,
  }
}

function thing(object: number, kind: Thing['kind'], label: string, known: Partial<Thing> = {}): Thing {
  return {
    object,
    kind,
    label,
    site: { file: '/a/script.ts', line: 1, column: 1 },
    holders: [],
    knownTo: [0, 1, 2],
    isSignal: false,
    depth: 0,
    limit: 0,
    unfinished: 0,
    ...known,
  }
}

function snapshot(parties: readonly Party[], ...things: readonly Thing[]): Snapshot {
  return { parties, things: new Map(things.map((each) => [each.object, each])) }
}

function sentences(...given: Parameters<typeof snapshot>): string[] {
  return findDeadlocks(snapshot(...given)).map(({ sentence }) => sentence)
}

const main = party(0, [wait('Process.join', 1, 30), wait('Process.join', 2, 30)])

describe('what is named', () => {
  test('two locks', () => {
    expect(
      sentences(
        [main, party(1, [wait('Lock.acquire', 1, 9)]), party(2, [wait('Lock.acquire', 2, 14)])],
        thing(1, 'Lock', 'a', { holders: [2] }),
        thing(2, 'Lock', 'b', { holders: [1] }),
      ),
    ).toEqual([
      'Worker-2 waits for lock b (line 14), held by Worker-1, which waits for lock a (line 9), held by Worker-2. MainProcess waits for both to end (line 30).',
    ])
  })

  test('a lock that its holder waits for, once nobody else can release it', () => {
    const lock = thing(1, 'Lock', 'a', { holders: [1] })
    const worker = party(1, [wait('Lock.acquire', 1, 9)])
    expect(sentences([party(0, [wait('Process.join', 1, 12)]), worker], lock)).toEqual([
      'Worker-1 waits for lock a (line 9), which it holds itself. MainProcess waits for Worker-1 to end (line 12).',
    ])
    expect(sentences([party(0, null), worker], lock)).toEqual([])
  })

  test('locks that a process which goes on could release, as a signal', () => {
    const [one, two] = [party(1, [wait('Lock.acquire', 1, 9)]), party(2, [wait('Lock.acquire', 2, 14)])]
    const [a, b] = [
      thing(1, 'Lock', 'a', { holders: [2] }),
      thing(2, 'Lock', 'b', { holders: [1], knownTo: [1, 2, 3] }),
    ]
    const going = party(3, null)
    const named = (...given: Parameters<typeof snapshot>) =>
      findDeadlocks(snapshot(...given)).map(({ sentence, rescuers }) => [sentence, rescuers])
    const cycle =
      'Worker-2 waits for lock b (line 14), held by Worker-1, which waits for lock a (line 9), held by Worker-2.'
    expect(named([party(0, null), one, two, going], a, b)).toEqual([
      [`${cycle} Only MainProcess and Worker-3 could help, by releasing lock a or lock b for its holder.`, [0, 3]],
    ])
    expect(named([main, one, two, going], a, b)).toEqual([
      [
        `${cycle} MainProcess waits for both to end (line 30). Only Worker-3 could help, by releasing lock b for its holder.`,
        [3],
      ],
    ])
    expect(named([main, one, two, party(3, [wait('Process.join', 2, 40)])], a, b)).toEqual([
      [`${cycle} MainProcess waits for both to end (line 30). Worker-3 waits for Worker-2 to end (line 40).`, []],
    ])
  })

  test('a queue that only the one who joins could fill', () => {
    expect(
      sentences(
        [party(0, [wait('Process.join', 1, 20)]), party(1, [wait('Queue.get', 1, 12)])],
        thing(1, 'Queue', 'jobs'),
      ),
    ).toEqual([
      'Worker-1 waits for an item of queue jobs (line 12), which only MainProcess could put into, and it waits for Worker-1 to end (line 20).',
    ])
  })

  test('consumers without a producer', () => {
    const consumer = [wait('Queue.get', 1, 12)]
    expect(sentences([main, party(1, consumer), party(2, consumer)], thing(1, 'Queue', 'jobs'))).toEqual([
      'Worker-1 and Worker-2 wait for an item of queue jobs (line 12), which only MainProcess could put into, and it waits for Worker-1 and Worker-2 to end (line 30).',
    ])
  })

  test('a barrier short of parties', () => {
    const comes = [wait('Barrier.wait', 1, 9)]
    expect(
      sentences(
        [party(1, comes, { parent: null }), party(2, comes, { parent: null })],
        thing(1, 'Barrier', 'start', { limit: 3, depth: 2 }),
      ),
    ).toEqual([
      'Worker-1 and Worker-2 wait at barrier start (line 9), which waits for 3: 2 have come, and nobody else knows it.',
    ])
  })

  test('a pool whose tasks wait for a later one', () => {
    const task = [wait('Event.wait', 2, 5)]
    expect(
      sentences(
        [
          party(0, [wait('Pool', 1, 20)]),
          party(1, task, { isWorker: true }),
          party(2, task, { isWorker: true }),
          party(3, [wait('task', 1, 0)], { isWorker: true }),
        ],
        thing(1, 'Pool', 'pool', { depth: 4 }),
        thing(2, 'Event', 'go', { knownTo: null }),
      ),
    ).toEqual([
      'Worker-1 and Worker-2 wait for event go (line 5), which only MainProcess could set, and it waits for results of pool pool (line 20), which only Worker-1 and Worker-2 could give, while 4 tasks wait for a free worker.',
    ])
  })
})
