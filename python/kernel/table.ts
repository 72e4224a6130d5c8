import { OSError } from '../../multiprocessing/errors'

/** What Python knows by a number only: no object of JavaScript may lie in its memory. */
export class Table {
  private readonly objects = new Map<number, object>()
  private last = 0

  add(object: object): number {
    this.objects.set(++this.last, object)
    return this.last
  }

  /** @throws OSError when there is none, or it is of another class */
  get<T extends object>(handle: number, of: abstract new (...args: never[]) => T): T {
    const object = this.objects.get(handle)
    if (object instanceof of) return object
    throw new OSError(`handle ${handle} is no ${of.name} of this process`)
  }

  any(handle: number): object | undefined {
    return this.objects.get(handle)
  }

  remove(handle: number): void {
    this.objects.delete(handle)
  }
}
