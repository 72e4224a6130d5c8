/**
 * A first-in-first-out channel of byte records in shared memory: any number of writers and readers in any
 * processes, with or without a bound. What was put stays when its writer dies.
 */
import { Relay } from './relay'
import { CHANNEL, HEADER } from './layout'
import type { SharedRecord } from './objects'
import { forgive } from './owed'
import { isInline, lengthOf, LONGEST, Outside, Raw, RECORD_HEADER } from './record'
import { RecordChain } from './record-chain'
import type { Segment } from './segment'
import { Unfinished } from './unfinished'
import { ring, wakeEverybody, type Entry } from './waiters'
import { PENDING, type Pending } from './attempt'

export class ClosedError extends Error {
  override name = 'ClosedError'
}

export class Channel {
  readonly offset: number
  readonly number: number
  /** Records it can hold, 0: no bound. */
  readonly maxsize: number
  private readonly segment: Segment
  /** Counts what is put in. */
  private record: SharedRecord | undefined
  /** Hears of each large record that this process puts in: how many there were with it, and its bytes. */
  onLarge: ((counted: number, bytes: number) => void) | undefined
  private readonly u32: Uint32Array
  /** Index of the channel's words. */
  private readonly at: number
  private readonly chain: RecordChain
  readonly getters: Relay
  readonly putters: Relay
  private readonly unfinished: Unfinished

  /** Opens the channel that stands at `offset` of the segment. */
  constructor(segment: Segment, offset: number) {
    this.segment = segment
    this.offset = offset
    this.u32 = segment.window.u32
    this.at = offset >>> 2
    this.chain = new RecordChain(segment, offset)
    this.getters = new Relay(segment, offset + CHANNEL.getters)
    this.putters = new Relay(segment, offset + CHANNEL.putters)
    this.unfinished = new Unfinished(segment, offset)
    this.number = segment.u32(offset + CHANNEL.number)
    this.maxsize = segment.u32(offset + CHANNEL.maxsize)
  }

  /** @param maxsize records it can hold, 0 for no bound */
  static create(segment: Segment, maxsize = 0): Channel {
    const offset = segment.allocate(CHANNEL.size)
    segment.window.u8.fill(0, offset, offset + CHANNEL.size)
    segment.setU32(offset + CHANNEL.maxsize, maxsize)
    segment.setU32(offset + CHANNEL.number, segment.count(HEADER.names))
    RecordChain.create(segment, offset)
    return new Channel(segment, offset)
  }

  /**
   * Appends a record.
   * @param record `RECORD_HEADER` unused bytes, then the encoded record; or a raw one
   * @param isUrgent wakes a getter, however patient; large records always do, as they would take much memory together
   * @throws ClosedError when the channel is closed, RangeError when the record is longer than 1 GiB
   */
  tryPut(record: Uint8Array | Raw, entry: Entry, isUrgent = false): true | Pending {
    if (isInline(record)) return this.admit(entry, lengthOf(record), isUrgent, () => this.chain.append(record))
    return this.putOutside(record instanceof Raw ? record : record.subarray(RECORD_HEADER), entry)
  }

  /**
   * Takes the oldest record; it lies in a buffer that the next call overwrites, unless it is large.
   * @param claim where to note the record's first 16 bytes before it leaves the channel, so that a reader that is
   *   killed in between leaves a trace of what it had; 0: nowhere
   * @throws ClosedError when the channel is closed and empty
   */
  tryTake(entry: Entry, claim = 0): Buffer | Pending {
    const record = this.tryTakeAny(entry, claim)
    if (record instanceof Raw) throw new Error(`channel ${this.number} of the run is damaged: it holds a raw record`)
    return record
  }

  /** As `tryTake`, for a channel into which raw records are put. */
  tryTakeAny(entry: Entry, claim = 0): Buffer | Raw | Pending {
    if (entry === 0 && !this.canTake()) return PENDING
    let woken: Entry = 0
    let next: Entry = 0
    let record: Buffer | Raw | Outside
    this.enter()
    try {
      if (this.chain.count === 0) {
        if (this.isClosed()) throw new ClosedError('closed')
        if (entry !== 0) this.getters.add(entry)
        return PENDING
      }
      if (entry !== 0 && this.getters.count > 0) this.getters.remove(entry)
      record = this.chain.take(claim)
      this.unfinished.take(1)
      if (this.putters.asleep > 0) woken = this.putters.next(this.room(), this.settle)
      if (this.getters.asleep > 0 && this.chain.count > 0) next = this.getters.next(this.count())
    } finally {
      this.leave(woken, next)
    }
    return record instanceof Outside ? record.fetch(this.segment) : record
  }

  /**
   * Takes encoded records back, wherever in the line they stand, in one step: nobody takes another in between.
   * @param isWanted by its bytes, which the next record overwrites
   * @returns how many were
   */
  takeBack(isWanted: (record: Buffer) => boolean): number {
    this.enter()
    try {
      const taken = this.chain.remove(isWanted)
      this.unfinished.take(taken)
      return taken
    } finally {
      this.leave()
    }
  }

  /** How many records are worth waking a getter for; one who sleeps already hears of it when so many are there. */
  waitFor(records: number): void {
    const index = this.at + CHANNEL.patience / 4
    if (this.u32[index] === records) return
    this.enter()
    this.u32[index] = records
    const woken = this.getters.count > 0 && this.hasEnough() ? this.getters.next(this.count()) : 0
    this.leave(woken)
  }

  /** Whatever this process puts in from now on is counted there. */
  countIn(record: SharedRecord): void {
    this.record = record
  }

  /** Records that have been taken, of those that were counted. */
  countTaken(): number {
    this.enter()
    const taken = (this.record?.counted ?? 0) - this.count()
    this.leave()
    return taken
  }

  /** Records in the channel. */
  count(): number {
    return this.chain.count
  }

  /** Whether a taker would get something, or the news that nothing will come. */
  canTake(): boolean {
    return this.count() > 0 || this.isClosed()
  }

  /** Whether a taker would be woken. */
  hasEnough(): boolean {
    const count = this.count()
    return (count > 0 && count >= (this.u32[this.at + CHANNEL.patience / 4] as number)) || this.isClosed()
  }

  /** Whether a putter would find room, or the news that nothing may be put. */
  canPut(): boolean {
    return this.maxsize === 0 || this.count() < this.maxsize || this.isClosed()
  }

  /** Records that there is room for. */
  private room(): number {
    return this.maxsize === 0 ? Infinity : Math.max(0, this.maxsize - this.count())
  }

  isClosed(): boolean {
    return Atomics.load(this.u32, this.at + CHANNEL.closed / 4) === 1
  }

  /** Marks a record as done. @returns false when all that were put have been */
  finishOne(): boolean {
    this.enter()
    const woken = this.unfinished.finish(this.count())
    this.leave()
    for (const entry of woken ?? []) ring(this.segment, entry)
    return woken !== null
  }

  /** Succeeds when every record that was put has been marked as done. */
  tryJoin(entry: Entry): true | Pending {
    this.enter()
    const isDone = this.unfinished.join(entry, this.count())
    this.leave()
    return isDone ? true : PENDING
  }

  /** No further records; readers get what is there, then `ClosedError`. */
  close(): void {
    this.enter()
    Atomics.store(this.u32, this.at + CHANNEL.closed / 4, 1)
    const woken = [...this.getters.takeAll(), ...this.putters.takeAll()]
    this.leave()
    for (const entry of woken) ring(this.segment, entry)
  }

  withdrawGetter(entry: Entry): void {
    this.withdraw(this.getters, entry, () => this.getters.next(this.count()))
  }

  withdrawPutter(entry: Entry): void {
    this.withdraw(this.putters, entry, () => this.putters.next(this.room()))
  }

  withdrawJoiner(entry: Entry): void {
    this.withdraw(this.unfinished, entry, () => 0)
  }

  /** Gives the channel's memory back; nobody may know it any more. */
  destroy(): void {
    while (this.count() > 0) this.tryTakeAny(0)
    forgive(this.settle)
    this.chain.destroy()
    this.segment.free(this.offset, CHANNEL.size)
  }

  private putOutside(record: Uint8Array | Raw, entry: Entry): true | Pending {
    if (record.length > LONGEST)
      throw new RangeError(`a message of ${record.length} bytes is too long: at most 1 GiB travels in one piece`)
    // Nothing is copied for a channel that is full anyway.
    if (entry === 0 && !this.canPut()) return PENDING
    const stored = this.segment.store(record instanceof Raw ? record.bytes : record)
    let result: true | Pending = PENDING
    let before = 0
    try {
      result = this.admit(entry, record.length, true, () => {
        this.chain.appendOutside(stored, record)
        before = this.record?.counted ?? 0
      })
    } finally {
      if (result === PENDING) this.segment.free(stored, record.length)
    }
    if (result === true) this.onLarge?.(before + 1, record.length)
    return result
  }

  /** Appends where there is room, else enlists. */
  private admit(entry: Entry, size: number, isUrgent: boolean, append: () => void): true | Pending {
    let woken: Entry = 0
    let next: Entry = 0
    this.enter()
    try {
      if (this.isClosed()) throw new ClosedError('closed')
      if (!this.canPut()) {
        if (entry !== 0) this.putters.add(entry)
        return PENDING
      }
      if (entry !== 0 && this.putters.count > 0) this.putters.remove(entry)
      append()
      this.record?.count(size)
      if (this.getters.asleep > 0 && (isUrgent || this.hasEnough()))
        woken = this.getters.next(this.count(), this.settle)
      if (this.putters.asleep > 0) next = this.putters.next(this.room())
      return true
    } finally {
      this.leave(woken, next)
    }
  }

  private enter(): void {
    if (this.segment.enter(this.offset)) this.mend()
  }

  private leave(woken: Entry = 0, next: Entry = 0): void {
    this.segment.leave(this.offset)
    ring(this.segment, woken)
    ring(this.segment, next)
  }

  /** The last holder was killed inside: puts the records right and has everybody enlist anew. */
  private mend(): void {
    this.chain.mend()
    for (const list of [this.getters, this.putters, this.unfinished]) list.clear()
    wakeEverybody(this.segment)
  }

  /** A ring that came too late for one who leaves goes to the next. */
  private withdraw(list: Relay | Unfinished, entry: Entry, next: () => Entry): void {
    this.enter()
    const woken = list.remove(entry) ? 0 : next()
    this.leave(woken)
  }

  /** Rings others in place of those who were on their way, if they have not come; else they still may. */
  private readonly settle = (): void => {
    const woken: Entry[] = []
    const next = () => this.getters.next(this.count(), this.settle) || this.putters.next(this.room(), this.settle)
    this.enter()
    for (let entry = next(); entry !== 0; entry = next()) woken.push(entry)
    this.leave()
    for (const entry of woken) ring(this.segment, entry)
  }
}
