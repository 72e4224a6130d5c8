/** The last so many items, each under the number it came with. */
export class Ring<T> {
  /** Number of the oldest item that is kept, and of the next one to come. */
  first = 0
  next = 0
  private readonly capacity: number
  private items: (T | undefined)[] = []

  constructor(capacity: number) {
    this.capacity = capacity
  }

  /** Returns the item that had to go. */
  push(item: T): T | undefined {
    let gone: T | undefined
    if (this.next - this.first === this.capacity) gone = this.shift()
    this.items[this.next % this.capacity] = item
    this.next++
    return gone
  }

  shift(): T | undefined {
    if (this.first === this.next) return undefined
    const at = this.first % this.capacity
    const gone = this.items[at]
    this.items[at] = undefined
    this.first++
    return gone
  }

  get(number: number): T | undefined {
    return number >= this.first && number < this.next ? this.items[number % this.capacity] : undefined
  }

  /** Puts another item in place of one that is kept. */
  set(number: number, item: T): void {
    if (number >= this.first && number < this.next) this.items[number % this.capacity] = item
  }

  clear(): void {
    this.items = []
    this.first = this.next
  }
}
