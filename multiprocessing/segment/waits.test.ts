import { compileFunction } from 'node:vm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { COMPILED } from '../../protocol/compiled'
import { attached } from './attachment'
import { PENDING, TIMED_OUT, type Limits, type Source } from './attempt'
import { FAILED, GOT, SLOT, TIMED, WAITING, WAITING_AT, WAITING_ENTRY, WAITS, WAITING_MOST } from './layout'
import { WAIT_RECORD, WAIT_RECORDS, WAIT_RECORDS_AT } from './layout'
import { unpark } from './parked'
import { Player } from './player'
import { Segment } from './segment'
import { slotAt } from './slots'
import { awaited, blocked, breakWaits } from './waiting'

let segment: Segment
let me: Player
/** A script that calls a function of the library, and says at which line. */
let script: (wait: () => unknown) => Promise<unknown>

beforeAll(() => {
  segment = Segment.create(4, 0)
  me = new Player(segment)
  me.enter()
  const text = `const step = async (wait) => {\n  await null\n  return await wait()\n}\nreturn step(__lab)`
  script = compileFunction(text, ['__lab'], { filename: COMPILED }) as typeof script
})

let records = 0
beforeEach(() => (records = segment.f64(slotAt(me.slot) + SLOT.waitRecords)))

afterAll(() => unpark())

function source(kind: Source['kind'], number: number, more: Partial<Source> = {}): Source {
  return { kind, number, slow: true, withdraw: () => undefined, ...more }
}

/** What stands in the table now. */
function table() {
  const at = WAITING_AT + me.slot * WAITING.size
  const count = segment.u32(at + WAITING.count)
  const waits = Array.from({ length: Math.min(count, WAITING_MOST) }, (_, i) => {
    const entry = at + WAITING.entries + i * WAITING_ENTRY.size
    const word = (field: number) => segment.u32(entry + field)
    return [
      WAITS[word(WAITING_ENTRY.kind)],
      word(WAITING_ENTRY.object),
      word(WAITING_ENTRY.line),
      word(WAITING_ENTRY.ends) === 1 ? 'ends' : '',
      word(WAITING_ENTRY.blocks) === 1 ? 'blocks' : '',
    ]
  })
  return { isWhole: segment.u32(at + WAITING.serial) % 2 === 0 && count === waits.length, waits }
}

/** The waits that have ended since the test began. */
function ended() {
  const now = segment.f64(slotAt(me.slot) + SLOT.waitRecords)
  return Array.from({ length: now - records }, (_, i) => {
    const at = WAIT_RECORDS_AT + (me.slot * WAIT_RECORDS + ((records + i) % WAIT_RECORDS)) * WAIT_RECORD.size
    const word = (field: number) => segment.u32(at + field)
    const ms = (segment.f64(at + WAIT_RECORD.end) - segment.f64(at + WAIT_RECORD.start)) / 1e6
    return { kind: WAITS[word(WAIT_RECORD.kind)], object: word(WAIT_RECORD.object), how: word(WAIT_RECORD.outcome), ms }
  })
}

/** A promise that waits until it is let go. */
function held(of: Source, limits?: Limits) {
  let isOver = false
  const promise = awaited(of, () => (isOver ? true : PENDING), limits)
  const letGo = () => {
    isOver = true
    segment.memory.post(attached().bell)
    return promise
  }
  return { promise, letGo }
}

const none = { isWhole: true, waits: [] }
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 20_000 }).toBe(true)

test('what promises wait for stands in the table while they do, with the line that awaits them', async () => {
  const first = held(source('Queue.get', 7))
  const second = held(source('Lock.acquire', 8), { timeout: 60 })
  const done = script(() => first.promise)
  await until(() => table().waits[0]?.[2] === 3)
  expect(table()).toEqual({
    isWhole: true,
    waits: [
      ['Queue.get', 7, 3, '', ''],
      ['Lock.acquire', 8, 0, 'ends', ''],
    ],
  })
  await second.letGo()
  await first.letGo()
  await done
  expect(table()).toEqual(none)
  expect(ended().map(({ kind, object, how }) => [kind, object, how])).toEqual([
    ['Lock.acquire', 8, GOT],
    ['Queue.get', 7, GOT],
  ])
})

test('waits for the same stand there once; more than eight others are said to be more', async () => {
  const same = Array.from({ length: 20 }, () => held(source('Event.wait', 3)))
  expect(table()).toEqual({ isWhole: true, waits: [['Event.wait', 3, 0, '', '']] })
  const others = Array.from({ length: 8 }, (_, i) => held(source('Queue.get', 10 + i)))
  expect(table().isWhole).toBe(false)
  for (const { letGo } of [...same, ...others]) await letGo()
  expect(table()).toEqual(none)
})

test('what the library itself waits for in the background is not told', async () => {
  const own = source('Pool', 5, { own: true, background: true })
  const waiting = held(own)
  expect(table()).toEqual(none)
  await waiting.letGo()
  expect(ended()).toEqual([])
})

test('who blocks tells what for and where, and what a nested wait did not end is told again', () => {
  const seen: unknown[] = []
  let looks = 0
  const outer = source('Lock.acquire', 1)
  const ringMyself = () => segment.memory.post(attached().syncBell)
  blocked(outer, () => {
    ringMyself()
    if (++looks < 4) return PENDING
    if (looks === 4) {
      seen.push(table())
      let inner = 0
      blocked(
        source('Queue.get', 2),
        () => {
          ringMyself()
          if (++inner === 4) seen.push(table())
          return inner < 5 ? PENDING : true
        },
        { timeout: 60 },
      )
      seen.push(table())
      return PENDING
    }
    return true
  })
  const lock = { isWhole: true, waits: [['Lock.acquire', 1, 0, '', 'blocks']] }
  expect(seen).toEqual([lock, { isWhole: true, waits: [['Queue.get', 2, 0, 'ends', 'blocks']] }, lock])
  expect(table()).toEqual(none)
  expect(ended().map(({ kind, how }) => [kind, how])).toEqual([
    ['Queue.get', GOT],
    ['Lock.acquire', GOT],
  ])
})

test('records say how long a wait was and how it ended; a sleep ends well', async () => {
  const brief = { timeout: 0.05 }
  expect(await awaited(source('Event.wait', 1), () => PENDING, brief)).toBe(TIMED_OUT)
  expect(blocked(source('Queue.put', 2), () => PENDING, brief)).toBe(TIMED_OUT)
  await awaited(source('sleep', 0), () => PENDING, brief)
  const aborted = held(source('Barrier.wait', 4), { signal: AbortSignal.timeout(50) })
  await expect(aborted.promise).rejects.toThrow('timeout')
  const found = ended()
  expect(found.map(({ kind, object, how }) => [kind, object, how])).toEqual([
    ['Event.wait', 1, TIMED],
    ['Queue.put', 2, TIMED],
    ['sleep', 0, GOT],
    ['Barrier.wait', 4, FAILED],
  ])
  expect(Math.min(...found.map(({ ms }) => ms))).toBeGreaterThan(48)
})

test('an attempt that succeeds at once leaves no record', async () => {
  await awaited(source('Queue.get', 1), () => true)
  blocked(source('Queue.get', 1), () => true)
  expect(ended()).toEqual([])
})

/** As main does it. */
function condemn(kind: Source['kind'], number: number): void {
  const sentence = Buffer.from('A waits for B, and B for A.')
  const at = slotAt(me.slot)
  segment.setU32(at + SLOT.verdictLength, sentence.length)
  segment.setU32(at + SLOT.verdictOn, number)
  segment.setU32(at + SLOT.verdictKind, WAITS.indexOf(kind))
  segment.setF64(at + SLOT.verdict, segment.store(sentence))
  segment.memory.post(at + SLOT.syncBell)
}

test('a verdict ends the waits for its object with a DeadlockError, and no others', async () => {
  const withdrawn: string[] = []
  const noted = (kind: Source['kind'], number: number) =>
    source(kind, number, { withdraw: () => void withdrawn.push(`${kind} ${number}`) })
  const join = held(noted('Process.join', 4))
  const get = held(noted('Queue.get', 4))
  const put = held(noted('Queue.put', 4))
  const outcomes = Promise.allSettled([get, put, join].map(({ promise }) => promise))
  condemn('Queue.put', 4)
  breakWaits()
  expect(table()).toEqual({ isWhole: true, waits: [['Process.join', 4, 0, '', '']] })
  condemn('Process.join', 4)
  breakWaits()
  const reason = { name: 'DeadlockError', message: 'A waits for B, and B for A.' }
  expect(await outcomes).toMatchObject([{ reason }, { reason }, { reason }])
  expect({ withdrawn, table: table() }).toEqual({
    withdrawn: ['Queue.get 4', 'Queue.put 4', 'Process.join 4'],
    table: none,
  })
  breakWaits() // there is no verdict any more
})

test('who blocks notices a verdict by its bell', () => {
  let looks = 0
  const withdrawn: unknown[] = []
  const of = source('Lock.acquire', 6, { withdraw: (entry) => void withdrawn.push(entry) })
  const wait = () =>
    blocked(of, () => {
      segment.memory.post(attached().syncBell)
      if (++looks === 5) condemn('Lock.acquire', 6)
      return PENDING
    })
  expect(wait).toThrow('A waits for B, and B for A.')
  expect(withdrawn).toEqual([attached().syncEntry])
  expect(ended().map(({ how }) => how)).toEqual([FAILED])
  expect(segment.f64(slotAt(me.slot) + SLOT.verdict)).toBe(0)
})
