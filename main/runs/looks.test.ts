import { afterAll, expect, test } from 'vitest'
import { findDeadlocks } from '../../analysis/deadlock'
import {
  HEADER,
  OBJECTS_AT,
  SLOT,
  WAITING,
  WAITING_AT,
  WAITING_ENTRY,
  WAITS,
} from '../../multiprocessing/segment/layout'
import { OBJECT_RECORD } from '../../multiprocessing/segment/object-layout'
import { Segment } from '../../multiprocessing/segment/segment'
import { claimSlot, setEnded, setRunning, slotAt } from '../../multiprocessing/segment/slots'
import { entryOf, WaiterList } from '../../multiprocessing/segment/waiters'
import { ACQUIRABLE, LOCK, OBJECT } from '../../multiprocessing/synchronize/layout'
import { Changes } from './changes'
import { Members, type Member } from './members'
import { usualLimits } from './request'
import { SharedReader } from './shared'
import { Sites } from './sites'
import { Snapshots } from './snapshot'

const PROCESSES = 64
const LOCKS = 1000
/** Milliseconds that a look may take on a machine that has much else to do. */
const SOON = 50

const map = JSON.stringify({ version: 3, sources: ['/a/script.ts'], names: [], mappings: 'AAAA' })
const sites = new Sites({ language: 'typescript', file: '/a/script.ts', code: '', map, places: [] })
const segment = Segment.create(PROCESSES + 1, 0)
afterAll(() => segment.memory.unmap())

/** A ring of processes, each of which holds a lock and waits for that of the next; 936 other locks are free. */
function ring(): Members {
  const members = new Members(usualLimits(null))
  const keys = Array.from({ length: PROCESSES }, (_, i) => {
    const wanted = { parent: -1, name: `P${i}`, flags: 0, payload: 0, payloadLength: 0 }
    return claimSlot(segment, wanted) as NonNullable<ReturnType<typeof claimSlot>>
  })
  for (let i = 0; i < LOCKS; i++) {
    const number = segment.count(HEADER.names)
    const record = OBJECTS_AT + number * OBJECT_RECORD.size
    const offset = segment.allocateZeroed(LOCK.size)
    segment.setU32(offset + OBJECT.number, number)
    segment.setF64(record + OBJECT_RECORD.offset, offset)
    segment.setU32(record + OBJECT_RECORD.number, number)
    const holder = keys[i]
    const waiter = keys[(i + 1) % PROCESSES] as (typeof keys)[number]
    if (holder === undefined) continue
    segment.setU32(offset + LOCK.owner, entryOf(holder.slot, holder.generation, false))
    new WaiterList(segment, offset + ACQUIRABLE.waiters).add(entryOf(waiter.slot, waiter.generation, true))
    const at = WAITING_AT + waiter.slot * WAITING.size
    segment.setU32(at + WAITING.count, 1)
    segment.setU32(at + WAITING.entries + WAITING_ENTRY.kind, WAITS.indexOf('Lock.acquire'))
    segment.setU32(at + WAITING.entries + WAITING_ENTRY.object, number)
    segment.setU32(at + WAITING.entries + WAITING_ENTRY.blocks, 1)
  }
  for (const { slot, generation, number } of keys) {
    setRunning(segment, slot, 1)
    members.add({ slot, generation, number, name: `P${number}`, pid: 1, parent: null, daemon: false } as Member)
  }
  return members
}

test('64 processes and 1,000 locks are looked at within a moment', () => {
  const snapshots = new Snapshots(segment, ring(), sites)
  const shared = new SharedReader(segment)
  const look = () => {
    const snapshot = snapshots.take(1e9, () => false)
    return snapshot === null ? [] : findDeadlocks(snapshot)
  }
  expect(look()).toMatchObject([{ cycle: { length: PROCESSES } }])
  expect([shared.changed(sites.forBatch()).length, shared.changed(sites.forBatch()).length]).toEqual([512, 488])
  const changes = new Changes(segment)
  expect([changes.any(), changes.any()]).toEqual([true, false])
  const milliseconds = {
    finder: timed(look),
    changes: timed(() => changes.any()),
    shared: timed(() => shared.changed(sites.forBatch())),
  }
  console.log(`a look: ${JSON.stringify(milliseconds)} ms`)
  expect(milliseconds.finder).toBeLessThan(SOON)
  expect(milliseconds.shared).toBeLessThan(SOON)
})

test('who begins to wait, is called, started or has died has changed something', () => {
  const changes = new Changes(segment)
  const key = claimSlot(segment, { parent: -1, name: 'new', flags: 0, payload: 0, payloadLength: 5 })
  const at = slotAt(key?.slot ?? -1)
  const acts: readonly (() => void)[] = [
    () => setRunning(segment, key?.slot ?? -1, 1),
    () => segment.setF64(at + SLOT.payloadLength, 0),
    () => void segment.count(WAITING_AT + (key?.slot ?? -1) * WAITING.size + WAITING.serial, 2),
    () => segment.setU32(at + SLOT.interrupt, 1),
    () => segment.setF64(at + SLOT.verdict, 64),
    () => setEnded(segment, key?.slot ?? -1, { exitcode: 0, reason: 'finished' }),
  ]
  changes.any()
  expect(acts.map((act) => [act(), changes.any(), changes.any()].slice(1))).toEqual(acts.map(() => [true, false]))
})

function timed(act: () => unknown): number {
  const times = Array.from({ length: 100 }, () => {
    const start = performance.now()
    act()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return Number((times[50] as number).toFixed(3))
}
