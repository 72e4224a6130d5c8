/** Things that come again and again, by a number each; a batch has numbers of its own for them. */
import type { Site } from '../../protocol/telemetry'

export class Interned<T> {
  readonly list: T[] = []
  private readonly numbers = new Map<string, number>()
  private readonly keyOf: (thing: T) => string
  private readonly most: number

  /** @param most further ones are all the last */
  constructor(keyOf: (thing: T) => string, most: number) {
    this.keyOf = keyOf
    this.most = most
  }

  number(thing: T): number {
    const key = this.keyOf(thing)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    if (this.list.length >= this.most) return this.most - 1
    this.numbers.set(key, this.list.length)
    return this.list.push(thing) - 1
  }
}

export const words = () => new Interned<string>((word) => word, 256)
export const sites = () => new Interned<Site>(({ file, line, column }) => `${line}:${column}:${file}`, 65_536)

/** What tasks were given and returned, in short, by a number from 1; the oldest make room. */
export class Texts {
  private readonly most: number
  private readonly ring: { readonly items: string; readonly result: string }[] = []
  private last = 0

  constructor(most: number) {
    this.most = most
  }

  add(items: string, result: string): number {
    this.ring[this.last % this.most] = { items, result }
    return ++this.last
  }

  at(number: number): { readonly items: string; readonly result: string } | null {
    return number === 0 || number <= this.last - this.most ? null : (this.ring[(number - 1) % this.most] ?? null)
  }
}
