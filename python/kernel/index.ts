/** What the back-end of CPython's `multiprocessing` asks of the lab: numbers, texts and bytes go in and out, no objects. */
import type { ProcessEnd } from '../../protocol/run-event'
import { SharedPages } from '../../multiprocessing/shared-memory/shared-pages'
import type { ThreadStates } from '../interrupts'
import type { ProcessThread } from '../process-thread'
import { Blocking } from './blocking'
import { builtins } from './builtins'
import { children } from './children'
import { connections } from './connections'
import { input } from './input'
import { memory, type PythonMemory } from './memory'
import { Parcels } from './parcels'
import { signals } from './signals'
import { semaphores } from './semaphores'
import { SemLocks } from './semlock'
import { shared } from './shared'
import { system } from './system'
import { Table } from './table'
import { tasks } from './tasks'
import { threads } from './threads'

export function kernel(python: PythonMemory & ThreadStates, process: ProcessThread, end: (end: ProcessEnd) => never) {
  const table = new Table()
  const blocking = new Blocking()
  const parcels = new Parcels(table)
  const locks = new SemLocks(table)
  const bridge = {
    ...threads(blocking, process),
    ...signals(blocking, process),
    pack: (handle: number, spawning: boolean) => parcels.pack(handle, spawning),
    unpack: (bytes: Uint8Array) => parcels.unpack(bytes),
    ...semaphores(locks, blocking, () => python._PyThreadState_GetUnchecked()),
    ...connections(table, blocking),
    ...children(table, blocking, parcels),
    ...shared(table),
    ...tasks(table, blocking),
    ...memory(table, python),
    ...input(blocking),
    ...system(blocking, (how) => {
      SharedPages.closeAll()
      return end(how)
    }),
  }
  return { bridge, builtins: builtins(table, locks) }
}
