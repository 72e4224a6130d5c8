/** `RawValue`: CPython's `multiprocessing.sharedctypes.RawValue`. */
import { inspect } from 'node:util'
import { registerHandle } from '../encoding'
import { Handles } from '../handles'
import { open, SHOWN, type Address, type Memory } from './memory'
import { typeOf, type Read, type Type, type Typecode, type Written } from './typecodes'

const handles = new Handles<RawValue<Typecode>>()

/**
 * One number or character that processes share, without a lock: what reads and then writes, such as `value += 1`, can
 * lose what another process writes in between. See `Value`.
 * CPython: `multiprocessing.RawValue`.
 */
export class RawValue<C extends Typecode> {
  /** What it is, as in Python's `array` module. */
  readonly typecode: C
  private readonly type: Type
  private readonly memory: Memory

  /**
   * @param value 0 by default
   * @throws TypeError when the typecode does not exist or does not hold such a value
   */
  constructor(typecode: C, value?: Written<C>)
  /** @internal */
  constructor(typecode: C, value: undefined, offset: number)
  constructor(typecode: C, value?: Written<C>, offset?: number) {
    this.type = typeOf(typecode)
    this.typecode = typecode
    const initial = value === undefined ? undefined : this.type.store(value)
    this.memory = open(this.type, 1, offset)
    if (initial !== undefined) this.memory[0] = initial
    handles.add(this.memory.byteOffset, this as unknown as RawValue<Typecode>)
  }

  get value(): Read<C> {
    return this.type.load(this.memory[0] as number)
  }

  /** @throws TypeError when the typecode does not hold such a value */
  set value(value: Written<C>) {
    this.memory[0] = this.type.store(value)
  }

  toString(): string {
    return `${this.type.name}(${inspect(this.value)})`
  }

  [SHOWN](): string {
    return this.toString()
  }

  /** @internal */
  static address({ typecode, memory }: RawValue<Typecode>): Address {
    return [typecode, memory.byteOffset, 1]
  }
}

registerHandle(
  'RawValue',
  RawValue,
  (raw) => RawValue.address(raw),
  ([typecode, offset]: Address) => handles.at(offset, () => new RawValue(typecode, undefined, offset)),
)
