// Lock, RLock, Semaphore and BoundedSemaphore.
import { BoundedSemaphore, Lock, Process, RLock, Semaphore } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'

const { absent, better, same } = behaviours('locks', '_TestLock', 'Lock RLock')

async function holdsAndDies(lock: Lock): Promise<void> {
  await lock.acquire()
  process.kill(process.pid, 'SIGKILL')
}
const kind = async (act: () => unknown) => (await thrown(act)).split(':')[0]

async function main(): Promise<void> {
  await same(
    'lock',
    'test_lock',
    'A lock is had once, and released once.',
    async () => {
      const lock = new Lock()
      return [
        await lock.acquire(),
        await lock.acquire({ block: false }),
        lock.release(),
        await kind(() => lock.release()),
      ]
    },
    [true, false, undefined, 'ValueError'],
  )
  await same(
    'rlock',
    'test_rlock',
    'An RLock is had as often as its holder likes, and released as often.',
    async () => {
      const lock = new RLock()
      const had = [await lock.acquire(), await lock.acquire(), await lock.acquire()]
      for (let i = 0; i < 3; i++) lock.release()
      return [had, await kind(() => lock.release())]
    },
    [[true, true, true], 'AssertionError'],
  )
  await same(
    'scope',
    'test_lock_context',
    'A lock is held for a block of code.',
    async () => {
      const lock = new Lock()
      return [await lock.use(() => lock.locked()), lock.locked()]
    },
    [true, false],
  )
  await better(
    'dead-holder',
    '',
    'When its holder dies, the next one gets the lock and is told who died.',
    'In CPython it stays locked for ever.',
    async () => {
      const lock = new Lock()
      const p = new Process({ target: holdsAndDies, args: [lock], name: 'Dead' })
      p.start()
      await p.join()
      return [await lock.acquire(), lock.abandoned?.name]
    },
    [true, 'Dead'],
  )

  const semaphores = behaviours('semaphores', '_TestSemaphore', 'Semaphore BoundedSemaphore')
  await semaphores.same(
    'semaphore',
    'test_semaphore',
    'A semaphore counts down and up, above its first value, too.',
    async () => {
      const semaphore = new Semaphore(2)
      const values = [semaphore.getValue()]
      for (let i = 0; i < 2; i++) values.push((await semaphore.acquire()) ? semaphore.getValue() : -1)
      const none = await semaphore.acquire({ block: false })
      for (let i = 0; i < 3; i++) {
        semaphore.release()
        values.push(semaphore.getValue())
      }
      return [values, none]
    },
    [[2, 1, 0, 1, 2, 3], false],
  )
  await semaphores.same(
    'bounded',
    'test_bounded_semaphore',
    'A bounded one is not released above its first value.',
    () => kind(() => new BoundedSemaphore(1).release()),
    'ValueError',
  )
  await semaphores.same(
    'timeout',
    'test_timeout',
    'acquire() waits as long as it may, and 0 or less not at all.',
    async () => {
      const semaphore = new Semaphore(0)
      const start = performance.now()
      const none = [await semaphore.acquire({ block: false }), await semaphore.acquire(0), await semaphore.acquire(-1)]
      const early = performance.now() - start
      const late = await semaphore.acquire(0.15)
      return [none, early < 5000, late, performance.now() - start > 140]
    },
    [[false, false, false], true, false, true],
  )
  semaphores.absent(
    'subclass',
    'SemLockTests.test_semlock_subclass',
    'Subclasses of SemLock',
    'Locks are built on shared memory, not on semaphores of the system.',
    ['SemLock'],
  )
  absent(
    'native-threads',
    '',
    'Locks between threads of one process',
    'A process has one thread of JavaScript; an RLock belongs to its process.',
  )
}

if (import.meta.main) await main()
