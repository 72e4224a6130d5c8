/** References to a manager's objects that are on their way between processes, by who sent them. */
import type { Entry } from '../segment/waiters'
import type { Objects, Shared } from './objects'

export class Loans {
  private readonly objects: Objects
  private readonly underWay = new Map<string, Shared>()

  constructor(objects: Objects) {
    this.objects = objects
  }

  /** The object lives as long as the reference is on its way. */
  lend(by: Entry, number: number, shared: Shared): void {
    this.objects.retain(shared)
    this.underWay.set(keyOf(by, number), shared)
  }

  get(by: Entry, number: number): Shared | undefined {
    return this.underWay.get(keyOf(by, number))
  }

  /** It has arrived, or does not travel after all. */
  recall(by: Entry, number: number): void {
    const shared = this.get(by, number)
    if (shared !== undefined && this.underWay.delete(keyOf(by, number))) this.objects.release(shared)
  }
}

function keyOf(by: Entry, number: number): string {
  return `${by}:${number}`
}
