/** The process that started this one. */
import { inspect } from 'node:util'
import { attached } from './segment/attachment'
import { ENDED, FREE, SLOT } from './segment/layout'
import { readName, readSlot, slotAt, type SlotKey } from './segment/slots'
import { PENDING, toLimits, type Limits, type Pending, type Source } from './segment/attempt'
import { awaited, blocked } from './segment/waiting'

/** Who started this process, to look at and to wait for. CPython: `multiprocessing.process._ParentProcess`. */
export class ParentProcess {
  /** CPython: `Process.name`. */
  readonly name: string
  /** The operating system's number of it. */
  readonly pid: number
  private readonly key: SlotKey
  /** Its number in the run. */
  private readonly number: number

  /** @internal */
  constructor(key: SlotKey & { readonly number: number }, name: string, pid: number) {
    this.key = key
    this.number = key.number
    this.name = name
    this.pid = pid
  }

  /** The same as `pid`. CPython: `Process.ident`. */
  get ident(): number {
    return this.pid
  }

  /** False once it has ended; this process is then about to be terminated. CPython: `Process.is_alive`. */
  isAlive(): boolean {
    return this.hasEnded() === PENDING
  }

  /** Waits for its end, at most so many seconds. CPython: `Process.join`. */
  async join(limits?: number | Limits): Promise<void> {
    await awaited(this.end(), () => this.hasEnded(), toLimits(limits))
  }

  /** As `join`, blocking this process. CPython: `Process.join`. */
  joinSync(limits?: number | Limits): void {
    blocked(this.end(), () => this.hasEnded(), toLimits(limits))
  }

  /** `<ParentProcess name='MainProcess' pid=12 started>`. CPython: `repr` of it. */
  toString(): string {
    return `<ParentProcess name='${this.name}' pid=${this.pid} ${this.isAlive() ? 'started' : 'stopped'}>`
  }

  /** @internal */
  [inspect.custom](): string {
    return this.toString()
  }

  private end(): Source {
    return { kind: 'Process.join', number: this.number, slow: true, withdraw: () => undefined }
  }

  private hasEnded(): true | Pending {
    const view = readSlot(attached().segment, this.key.slot)
    return view.generation !== this.key.generation || view.state === ENDED || view.state === FREE ? true : PENDING
  }
}

/** @param slot of the parent; less than 0 for the script itself, which has none */
export function parentOf(slot: number): ParentProcess | null {
  if (slot < 0) return null
  const { segment } = attached()
  const view = readSlot(segment, slot)
  return new ParentProcess(view, readName(segment, slotAt(slot) + SLOT.name), view.pid)
}
