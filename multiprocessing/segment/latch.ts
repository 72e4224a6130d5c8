/**
 * Latches guard the few dozen nanoseconds in which a shared object is changed. A latch is one word of the window: 0, or
 * the entry of the process inside. Taking a free one is a single compare-and-exchange; a taken one is tried again for a
 * moment, then between turns of other processes. A process that dies inside is found out by its life mutex, which the
 * operating system lets go of at that very moment, and whoever takes the latch over is told to mend.
 */
import { SLOT, SLOTS_AT } from './layout'
import type { Acquired, Memory } from './operating-system'

/** Tries before the processor is given to others: longer than any change takes. */
const TRIES = 200

/** @param me the entry of this process: slot and generation */
export function acquireLatch(memory: Memory, at: number, me: number): Acquired {
  if (Atomics.compareExchange(memory.window.u32, at >>> 2, 0, me) === 0) return 'acquired'
  return contend(memory, at, me)
}

export function releaseLatch(memory: Memory, at: number): void {
  Atomics.store(memory.window.u32, at >>> 2, 0)
}

function contend(memory: Memory, at: number, me: number): Acquired {
  const { u32 } = memory.window
  const index = at >>> 2
  for (;;) {
    for (let i = 0; i < TRIES; i++)
      if (Atomics.load(u32, index) === 0 && Atomics.compareExchange(u32, index, 0, me) === 0) return 'acquired'
    const holder = Atomics.load(u32, index)
    if (holder !== 0 && !isAlive(memory, holder) && Atomics.compareExchange(u32, index, holder, me) === holder)
      return 'abandoned'
    memory.yieldProcessor()
  }
}

/** Whether the process of an entry still runs, as the operating system knows it. */
function isAlive(memory: Memory, entry: number): boolean {
  const at = SLOTS_AT + (entry & 0xff) * SLOT.size
  if (((memory.window.u32[(at + SLOT.generation) >>> 2] as number) & 0x7fffff) !== entry >>> 9) return false
  if (memory.tryMutex(at + SLOT.life) === null) return true
  memory.releaseMutex(at + SLOT.life)
  return false
}
