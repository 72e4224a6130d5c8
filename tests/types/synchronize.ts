/** Locks, semaphores, conditions, events, barriers. */
import { Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, type AbandonedBy } from 'multiprocessing'
import { is } from './is'

for (const lock of [new Lock(), new RLock(), new Semaphore(2), new BoundedSemaphore(2), new Condition()]) {
  is<Promise<boolean>>()(lock.acquire({ timeout: 1, signal: AbortSignal.timeout(1) }))
  is<boolean>()(lock.acquireSync({ block: false }))
  is<Promise<number>>()(lock.use(() => 5))
  is<Promise<number>>()(lock.use(async () => 5))
  is<string>()(lock.useSync(() => 'a'))
  is<Promise<AsyncDisposable>>()(lock.hold())
  is<boolean>()(lock.locked())
}
is<AbandonedBy | null>()(new Lock().abandoned)
is<number>()(new Semaphore().getValue())
new Semaphore(1).release(2)
// @ts-expect-error a lock is released once
new Lock().release(2)
// @ts-expect-error the time-out in an object or as a number
void new Lock().acquire(true, 1)

const condition = new Condition(new Lock())
is<Promise<boolean>>()(condition.wait(1))
is<Promise<number[]>>()(condition.waitFor(async () => [1]))
is<string | null>()(condition.waitForSync((): string | null => 'a'))
// @ts-expect-error a condition has a lock, not a semaphore
new Condition(new Semaphore())

is<Promise<boolean>>()(new Event().wait(1))
is<boolean>()(new Event().isSet())
is<Promise<number>>()(new Barrier(2, { action: () => undefined, timeout: 1 }).wait())
is<number>()(new Barrier(2).nWaiting)
// @ts-expect-error for how many
new Barrier()
