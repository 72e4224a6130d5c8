/** The process that started this one. */
import { attached } from './segment/attachment'
import { ENDED, FREE, SLOT } from './segment/layout'
import { readName, readSlot, slotAt, type SlotKey } from './segment/slots'
import { awaited, PENDING, toLimits, type Limits, type Pending } from './segment/waiting'

/** CPython: `multiprocessing.process._ParentProcess`. */
export class ParentProcess {
  readonly name: string
  readonly pid: number
  private readonly key: SlotKey

  constructor(key: SlotKey, name: string, pid: number) {
    this.key = key
    this.name = name
    this.pid = pid
  }

  isAlive(): boolean {
    return this.hasEnded() === PENDING
  }

  async join(limits?: number | Limits): Promise<void> {
    await awaited(
      { kind: 'Process.join', number: 0, slow: true, withdraw: () => undefined },
      () => this.hasEnded(),
      toLimits(limits),
    )
  }

  private hasEnded(): true | Pending {
    const view = readSlot(attached().segment, this.key.slot)
    return view.generation !== this.key.generation || view.state === ENDED || view.state === FREE ? true : PENDING
  }
}

export function parentOf(slot: number): ParentProcess | null {
  if (slot < 0) return null
  const { segment } = attached()
  const view = readSlot(segment, slot)
  return new ParentProcess(view, readName(segment, slotAt(slot) + SLOT.name), view.pid)
}
