/** What proxies of lists, dictionaries and sets have in common. */
import { BaseProxy } from './proxy'

/** Can be looped over: what was in it when the loop began. */
export class Collection<T = unknown> extends BaseProxy {
  *[Symbol.iterator](): Iterator<T> {
    yield* this.getValueSync() as Iterable<T>
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    yield* (await this.getValue()) as Iterable<T>
  }
}
