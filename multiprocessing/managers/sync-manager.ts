/** `SyncManager` with its types, and `Manager()`: CPython's `multiprocessing.Manager`. */
import type { PoolOptions } from '../pool/options'
import { Pool } from '../pool/pool'
import { AcquirerProxy, ConditionProxy } from './acquirer'
import { BarrierProxy, BarrierReferent } from './barrier'
import { BaseManager, type ManagerOptions } from './base-manager'
import { ConditionReferent } from './condition'
import { DictProxy, DictReferent, type Entries } from './dict'
import { EventProxy, EventReferent } from './event'
import { ListProxy, ListReferent } from './list'
import { LockReferent, RLockReferent } from './lock'
import { NamespaceProxy, NamespaceReferent } from './namespace'
import { PoolProxy } from './pool'
import { AsyncResultProxy, IteratorProxy } from './pool-results'
import { QueueProxy, QueueReferent } from './queue'
import type { TypeOptions } from './registry'
import { BoundedSemaphoreReferent, SemaphoreReferent } from './semaphore'
import { SetProxy, SetReferent } from './set'
import { ArrayProxy, ArrayReferent, ValueProxy, ValueReferent } from './value'

/**
 * A manager with the types of every day. Each makes an object in the manager's process and resolves to its proxy; the
 * same name with `Sync` blocks until it is there. CPython: `multiprocessing.managers.SyncManager`.
 */
export class SyncManager extends BaseManager {
  /** A list, of these items. */
  declare readonly list: <T>(items?: Iterable<T>) => Promise<ListProxy<T>>
  declare readonly listSync: <T>(items?: Iterable<T>) => ListProxy<T>
  /** A dictionary, of these pairs, or of the fields of an object. */
  declare readonly dict: <K = string, V = unknown>(entries?: Entries<K, V>) => Promise<DictProxy<K, V>>
  declare readonly dictSync: <K = string, V = unknown>(entries?: Entries<K, V>) => DictProxy<K, V>
  /** A set, of these items. CPython 3.14. */
  declare readonly set: <T>(items?: Iterable<T>) => Promise<SetProxy<T>>
  declare readonly setSync: <T>(items?: Iterable<T>) => SetProxy<T>
  /** Named values. */
  declare readonly Namespace: <T extends object = Record<string, unknown>>(fields?: T) => Promise<NamespaceProxy<T>>
  declare readonly NamespaceSync: <T extends object = Record<string, unknown>>(fields?: T) => NamespaceProxy<T>
  /** The typecode is for show, as in CPython. */
  declare readonly Value: <T>(typecode: string, value: T) => Promise<ValueProxy<T>>
  declare readonly ValueSync: <T>(typecode: string, value: T) => ValueProxy<T>
  /** Numbers of one typecode: `b B h H i I l L q Q f d`. @throws ValueError for another one */
  declare readonly Array: (typecode: string, numbers: Iterable<number>) => Promise<ArrayProxy>
  declare readonly ArraySync: (typecode: string, numbers: Iterable<number>) => ArrayProxy
  /** A queue that holds so many items; 0: without bound. */
  declare readonly Queue: <T>(maxsize?: number) => Promise<QueueProxy<T>>
  declare readonly QueueSync: <T>(maxsize?: number) => QueueProxy<T>
  /** The same as `Queue`, which can be joined. */
  declare readonly JoinableQueue: <T>(maxsize?: number) => Promise<QueueProxy<T>>
  declare readonly JoinableQueueSync: <T>(maxsize?: number) => QueueProxy<T>
  /** A flag that can be waited for. */
  declare readonly Event: () => Promise<EventProxy>
  declare readonly EventSync: () => EventProxy
  /** A lock that any process may release. */
  declare readonly Lock: () => Promise<AcquirerProxy>
  declare readonly LockSync: () => AcquirerProxy
  /** A lock that its holder may take again, and alone release. */
  declare readonly RLock: () => Promise<AcquirerProxy>
  declare readonly RLockSync: () => AcquirerProxy
  /** So many units that belong to nobody. */
  declare readonly Semaphore: (value?: number) => Promise<AcquirerProxy>
  declare readonly SemaphoreSync: (value?: number) => AcquirerProxy
  /** So many units at most; those of a process that dies come back. */
  declare readonly BoundedSemaphore: (value?: number) => Promise<AcquirerProxy>
  declare readonly BoundedSemaphoreSync: (value?: number) => AcquirerProxy
  /** @param lock of this manager; default: an `RLock` of its own */
  declare readonly Condition: (lock?: AcquirerProxy) => Promise<ConditionProxy>
  declare readonly ConditionSync: (lock?: AcquirerProxy) => ConditionProxy
  /** `action` runs in the manager's process. */
  declare readonly Barrier: (parties: number, action?: (() => void) | null, timeout?: number) => Promise<BarrierProxy>
  declare readonly BarrierSync: (parties: number, action?: (() => void) | null, timeout?: number) => BarrierProxy
  /** Its workers are children of the manager's process. */
  declare readonly Pool: <I extends unknown[]>(options?: number | PoolOptions<I>) => Promise<PoolProxy>
  declare readonly PoolSync: <I extends unknown[]>(options?: number | PoolOptions<I>) => PoolProxy
}

const TYPES: Readonly<Record<string, TypeOptions>> = {
  list: { callable: ListReferent, proxytype: ListProxy },
  dict: { callable: DictReferent, proxytype: DictProxy },
  set: { callable: SetReferent, proxytype: SetProxy },
  Namespace: { callable: NamespaceReferent, proxytype: NamespaceProxy },
  Value: { callable: ValueReferent, proxytype: ValueProxy },
  Array: { callable: ArrayReferent, proxytype: ArrayProxy },
  Queue: { callable: QueueReferent, proxytype: QueueProxy },
  JoinableQueue: { callable: QueueReferent, proxytype: QueueProxy },
  Event: { callable: EventReferent, proxytype: EventProxy },
  Lock: { callable: LockReferent, proxytype: AcquirerProxy },
  RLock: { callable: RLockReferent, proxytype: AcquirerProxy },
  Semaphore: { callable: SemaphoreReferent, proxytype: AcquirerProxy },
  BoundedSemaphore: { callable: BoundedSemaphoreReferent, proxytype: AcquirerProxy },
  Condition: { callable: ConditionReferent, proxytype: ConditionProxy },
  Barrier: { callable: BarrierReferent, proxytype: BarrierProxy },
  Pool: {
    callable: Pool,
    proxytype: PoolProxy,
    methodToTypeid: {
      applyAsync: 'AsyncResult',
      mapAsync: 'AsyncResult',
      starmapAsync: 'AsyncResult',
      imap: 'Iterator',
      imapUnordered: 'Iterator',
    },
  },
  AsyncResult: { proxytype: AsyncResultProxy, createMethod: false },
  Iterator: { proxytype: IteratorProxy, createMethod: false },
}
for (const [typeid, options] of Object.entries(TYPES)) SyncManager.register(typeid, options)

/**
 * Starts a manager: a process that holds lists, dictionaries, locks, … which other processes use by proxies. It ends
 * with the process that started it, and does not mind interrupts. CPython: `multiprocessing.Manager`.
 */
export function Manager(options: ManagerOptions = {}): SyncManager {
  const manager = new SyncManager(options)
  void manager.start()
  return manager
}
