/** `multiprocessing.popen_spawn_posix`: the processes that this one has started, and the one that has started it. */
import { readiness, type Readiness, type Waitable } from '../../multiprocessing/connection/wait'
import { claimFor, endOf, isUp, signalSlot } from '../../multiprocessing/process-slot'
import { KeyboardInterrupt } from '../../multiprocessing/errors'
import { tellMain } from '../../multiprocessing/host'
import { parentOf, type ParentProcess } from '../../multiprocessing/parent-process'
import { attached } from '../../multiprocessing/segment/attachment'
import { PENDING, TIMED_OUT, type Pending } from '../../multiprocessing/segment/attempt'
import { ENDED, FREE, RUNNING, SLOTS, WORKER } from '../../multiprocessing/segment/layout'
import { readSlot, releaseSlot, type SlotKey } from '../../multiprocessing/segment/slots'
import { awaited, blocked } from '../../multiprocessing/segment/waiting'
import { sendSignal } from '../../multiprocessing/signals'
import { SIGINT } from '../thread'
import type { Blocking } from './blocking'
import type { Parcels } from './parcels'
import type { Table } from './table'

/** What a script runs once stands under it. */
const GUARD = 'if __name__ == "__main__"'
/** Python's `None`, as an exit code: it still runs. */
const RUNS = null

class Child implements Waitable {
  readonly key: SlotKey & { readonly number: number }
  private exitcode: number | null = RUNS
  private pidOnce = 0

  constructor(key: SlotKey & { readonly number: number }) {
    this.key = key
  }

  get pid(): number {
    const view = readSlot(attached().segment, this.key.slot)
    if (this.pidOnce === 0 && view.generation === this.key.generation) this.pidOnce = view.pid
    return this.pidOnce
  }

  get [readiness](): Readiness {
    return { number: 0, slow: true, isReady: () => this.poll() !== RUNS, watch: () => undefined }
  }

  /** The exit code once it has ended; frees its slot for others. */
  poll(): number | null {
    if (this.exitcode !== RUNS) return this.exitcode
    const { segment } = attached()
    const view = readSlot(segment, this.key.slot)
    if (view.generation === this.key.generation && view.state !== ENDED) return RUNS
    if (view.pid !== 0) this.pidOnce = view.pid
    this.exitcode = view.exitcode
    releaseSlot(segment, this.key)
    return this.exitcode
  }

  readonly ended = (): number | Pending => this.poll() ?? PENDING
}

/** The parent as something to wait for. */
class Parent implements Waitable {
  readonly process: ParentProcess

  constructor(process: ParentProcess) {
    this.process = process
  }

  get [readiness](): Readiness {
    return { number: 0, slow: true, isReady: () => !this.process.isAlive(), watch: () => undefined }
  }
}

export function children(table: Table, blocking: Blocking, parcels: Parcels) {
  const at = (handle: number) => table.get(handle, Child)
  return {
    /** @param payload what the child unpickles @param isWorker of a pool @returns its handle, once it is up. @throws ProcessLimitError */
    spawn(name: string, daemon: boolean, payload: Uint8Array, isWorker: boolean) {
      let key
      try {
        const flags = isWorker ? WORKER : 0
        key = claimFor({ name, daemon, flags }, false, { bytes: Buffer.from(payload), company: [] }, GUARD)
      } catch (error) {
        parcels.recall()
        throw error
      }
      parcels.deliver(key)
      tellMain({ type: 'start', slot: key.slot, cold: false })
      untilUp(key)
      return table.add(new Child(key))
    },
    pid: (handle: number) => at(handle).pid,
    /** @returns the exit code, `null` when it still runs after so long */
    join(handle: number, seconds: number) {
      const child = at(handle)
      const code = blocking.now(seconds, (limits) => blocked(endOf(child.key), child.ended, limits))
      return code === TIMED_OUT ? RUNS : code
    },
    joinLater(handle: number, seconds: number) {
      const child = at(handle)
      return blocking.later<number | null>(
        seconds,
        () => child.poll() ?? (seconds === 0 ? RUNS : PENDING),
        async (limits) => {
          const code = await awaited(endOf(child.key), child.ended, limits)
          return code === TIMED_OUT ? RUNS : code
        },
      )
    },
    signal(handle: number, signal: number) {
      const child = at(handle)
      if (child.poll() === RUNS) signalSlot(child.key, signal)
    },
    /** @param signal 0: none @returns whether the run has such a process, or had, and nobody has asked for its exit code */
    kill(pid: number, signal: number) {
      const { segment } = attached()
      const key = Array.from({ length: SLOTS }, (_, slot) => readSlot(segment, slot)).find(
        (one) => one.state !== FREE && one.pid === pid,
      )
      if (key === undefined) return false
      if (key.state !== RUNNING || signal === 0) return true
      if (signal === SIGINT) tellMain({ type: 'interrupt', slot: key.slot, generation: key.generation })
      else sendSignal(pid, signal)
      return true
    },
    /** A handle of the process that has started this one, 0: nobody has. */
    parent() {
      const { segment, slot } = attached()
      const parent = parentOf(readSlot(segment, slot).parent)
      return parent === null ? 0 : table.add(new Parent(parent))
    },
  }
}

/** A signal that comes meanwhile is handled afterwards: the child is there, and its parent has to know it. */
function untilUp(key: SlotKey & { readonly number: number }): void {
  for (;;)
    try {
      blocked({ ...endOf(key), kind: 'Process.start' }, () => isUp(key))
      return
    } catch (error) {
      if (!(error instanceof KeyboardInterrupt)) throw error
    }
}
