/** `Value`: CPython's `multiprocessing.Value`. */
import { registerHandle } from '../encoding'
import { RawValue } from './raw-value'
import { Synchronized, type Guard, type SynchronizedOptions } from './synchronized'
import type { Read, Typecode, Written } from './typecodes'

/**
 * One number or character that processes share, with a lock. Reading and writing are one step each and take no lock;
 * `value += 1` is two, between which another process may write: `update` makes them one.
 * CPython: `multiprocessing.Value`.
 */
export class Value<C extends Typecode> extends Synchronized<RawValue<C>> {
  /**
   * @param typecode which kind of number or character, see `Typecode`
   * @param value 0 by default
   * @throws TypeError when the typecode does not exist or does not hold such a value
   */
  constructor(typecode: C, value?: Written<C>, options?: SynchronizedOptions)
  /** @internal */
  constructor(shared: RawValue<C>, value: undefined, options: SynchronizedOptions)
  constructor(given: C | RawValue<C>, value?: Written<C>, { lock = true }: SynchronizedOptions = {}) {
    super(given instanceof RawValue ? given : new RawValue(given, value), lock)
  }

  get value(): Read<C> {
    return this.shared.value
  }

  /** @throws TypeError when the typecode does not hold such a value */
  set value(value: Written<C>) {
    this.shared.value = value
  }

  /** Replaces the value by what `change` makes of it, holding the lock, so that no other update comes in between. */
  async update(change: (value: Read<C>) => Written<C>): Promise<Read<C>> {
    await this.acquire()
    return this.changed(change)
  }

  updateSync(change: (value: Read<C>) => Written<C>): Read<C> {
    this.acquireSync()
    return this.changed(change)
  }

  private changed(change: (value: Read<C>) => Written<C>): Read<C> {
    try {
      this.shared.value = change(this.shared.value)
      return this.shared.value
    } finally {
      this.release()
    }
  }
}

registerHandle(
  'Value',
  Value,
  (value) => Synchronized.parts(value),
  ([shared, lock]: readonly [RawValue<Typecode>, Guard | false]) => new Value(shared, undefined, { lock }),
)
