import { expect, test, vi } from 'vitest'
import { ENDED, HEADER, SLOT } from './layout'
import { Segment } from './segment'
import { claimSlot, setEnded, setRunning, slotAt } from './slots'
import { entryOf, isCurrent } from './waiters'

test('whoever sees that a process has ended finds its death counted, and whoever finds it counted sees no living process', () => {
  const segment = Segment.create(4, 0)
  const key = claimSlot(segment, { parent: -1, name: '', flags: 0, payload: 0, payloadLength: 0 })
  if (key === null) throw new Error('there is no room')
  setRunning(segment, key.slot, process.pid)
  const entry = entryOf(key.slot, key.generation, false)
  const seen: string[] = []
  const look = () => {
    const isEnded = segment.u32(slotAt(key.slot) + SLOT.state) === ENDED
    const isCounted = segment.u32(HEADER.deaths) === 1
    seen.push(
      [isCurrent(segment, entry) && 'living', isCounted && 'counted', isEnded && 'ended'].filter(Boolean).join(' '),
    )
  }
  const store = Atomics.store.bind(Atomics) as typeof Atomics.store
  const spy = vi.spyOn(Atomics, 'store').mockImplementation(((array: Int32Array, index: number, value: number) => {
    look()
    const stored = store(array, index, value)
    look()
    return stored
  }) as typeof Atomics.store)
  setEnded(segment, key.slot, { exitcode: 0, reason: 'finished' })
  spy.mockRestore()
  look()
  expect(new Set(seen)).toEqual(new Set(['living', '', 'counted', 'counted ended']))
})
