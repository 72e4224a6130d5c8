/** One object per shared thing and process: a queue that arrives twice is the same queue. */
export class Handles<T extends object> {
  private readonly known = new Map<number, WeakRef<T>>()
  private readonly forget = new FinalizationRegistry<number>((offset) => {
    if (this.known.get(offset)?.deref() === undefined) this.known.delete(offset)
  })

  add(offset: number, handle: T): void {
    this.known.set(offset, new WeakRef(handle))
    this.forget.register(handle, offset)
  }

  /** @param open makes the handle when this process has none; it adds itself */
  at(offset: number, open: () => T): T {
    return this.known.get(offset)?.deref() ?? open()
  }
}
