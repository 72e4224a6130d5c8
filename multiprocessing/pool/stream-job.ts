/** A call whose results are read one by one: takes no more input than `buffersize` items ahead of its reader. */
import { shielded, type ResultCallbacks } from './async-result'
import { Job, type Fault, type Items, type JobSettings, type Outcomes } from './job'

/** What came of one item. */
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown }

export interface StreamSettings {
  /** Items that may have been taken from the input and not been read as results. */
  readonly buffersize: number
  /** In the input's order; else as they come. */
  readonly ordered: boolean
  readonly callbacks: ResultCallbacks<unknown>
}

export class StreamJob extends Job {
  readonly single = false
  readonly isWhole = false
  /** Called when there is something to hand out that there was not before. */
  onRoom: () => void = () => undefined
  /** Called when there is something to be read. */
  onReady: () => void = () => undefined
  /** Called once, when results that are given as they come do not come in the input's order. */
  onDisorder: () => void = () => undefined
  protected readonly each = true
  private readonly stream: StreamSettings
  private readonly open = new Map<number, Items>()
  private readonly gathered: number[] = []
  private gathering: unknown[] = []
  private readonly input: Input
  private buffersize: number
  private chunks = 0
  private taken = 0
  private read = 0
  private hasEnded = false
  private last: { readonly error: unknown } | undefined
  /** With `failFast`: the error stands at its place among the outcomes, and nothing after it. */
  private isCut = false
  /** Outcomes in the order of reading, from `head` on. */
  private ready: Outcome[] = []
  private head = 0
  /** Outcomes of chunks that came before their turn. */
  private readonly early = new Map<number, readonly Outcome[]>()
  private turn = 0
  /** The last chunk that came; `Infinity`: one before it came after it, which has been told. */
  private latest = -1

  constructor(settings: JobSettings, stream: StreamSettings, items: Iterable<unknown> | AsyncIterable<unknown>) {
    super(settings)
    this.stream = stream
    this.buffersize = stream.buffersize
    if (Symbol.asyncIterator in items) {
      this.input = { iterator: items[Symbol.asyncIterator](), isAsync: true, isPulling: false }
    } else this.input = { iterator: items[Symbol.iterator](), isAsync: false }
  }

  take(): number | undefined {
    if (this.gathered.length === 0) this.pull()
    return this.gathered.shift()
  }

  get isTaken(): boolean {
    return this.hasEnded && this.gathered.length === 0
  }

  get isDone(): boolean {
    return this.hasEnded && this.open.size === 0
  }

  items(index: number): Items {
    return this.open.get(index) as Items
  }

  isSettled(index: number): boolean {
    return !this.open.has(index)
  }

  settle(index: number, { values, errors }: Outcomes): boolean {
    const outcomes = Array.from(values, (value, i): Outcome =>
      errors?.has(i) === true ? { ok: false, error: errors.get(i) } : { ok: true, value },
    )
    return this.accept(index, outcomes)
  }

  fail(index: number, { error, at }: Fault): boolean {
    const items = this.open.get(index)
    if (items === undefined) return false
    return this.accept(
      index,
      items.list.map((_, i): Outcome => ({ ok: false, error: at?.(items.first + i) ?? error })),
    )
  }

  abandon(error: unknown): void {
    const isFailFast = this.settings.failFast && this.failure?.error === error
    this.last = isFailFast && this.isCut ? undefined : { error }
    // What stood before the error is read first: what a reader sees must not depend on how fast it reads.
    if (!isFailFast) {
      this.ready = []
      this.head = 0
    }
    this.stop()
  }

  /** The reader has gone. */
  stop(): void {
    this.open.clear()
    this.early.clear()
    this.gathered.length = 0
    this.gathering = []
    this.release()
    this.hasEnded = true
  }

  finish(): void {
    this.onReady()
  }

  /** Whether `next` would answer. */
  get isReady(): boolean {
    return this.head < this.ready.length || this.isDone
  }

  /** The next outcome to be read; `null` when all have been. */
  next(): Outcome | null {
    const outcome = this.ready[this.head]
    if (outcome === undefined) {
      if (this.last === undefined) return null
      const { error } = this.last
      this.last = undefined
      return { ok: false, error }
    }
    this.ready[this.head++] = undefined as never
    if (this.head === this.ready.length || this.head > 1024) {
      this.ready.splice(0, this.head)
      this.head = 0
    }
    this.read++
    if (!this.hasEnded && this.hasRoom()) this.onRoom()
    return outcome
  }

  /** Nobody may ever read what is left: takes all input as it comes, so that the pool can be joined. */
  unbound(): void {
    this.buffersize = Infinity
    this.onRoom()
  }

  /** Takes input as long as there is room for a chunk of results. */
  private pull(): void {
    if (this.hasEnded || !this.hasRoom()) return
    if (this.input.isAsync) {
      if (!this.input.isPulling) void this.pullAside(this.input)
      return
    }
    const { iterator } = this.input
    try {
      do {
        const { done, value } = iterator.next()
        if (done === true) return this.endInput()
        this.gather(value)
      } while (this.gathering.length > 0)
    } catch (error) {
      this.endInput({ error })
    }
  }

  private async pullAside(input: AsyncInput): Promise<void> {
    input.isPulling = true
    try {
      while (!this.hasEnded && (this.hasRoom() || this.gathering.length > 0)) {
        const { done, value } = await input.iterator.next()
        if (this.hasEnded) return
        if (done === true) this.endInput()
        else this.gather(value)
        if (this.gathering.length === 0) this.onRoom()
      }
    } catch (error) {
      if (!this.hasEnded) this.endInput({ error })
      this.onRoom()
    } finally {
      input.isPulling = false
    }
  }

  private hasRoom(): boolean {
    return this.buffersize - (this.taken - this.read) >= this.chunkLength()
  }

  private chunkLength(): number {
    return Math.min(this.settings.chunksize, this.buffersize)
  }

  private gather(item: unknown): void {
    this.taken++
    this.settings.work.total++
    this.gathering.push(item)
    if (this.gathering.length >= this.chunkLength()) this.endChunk()
  }

  private endChunk(): void {
    const list = this.gathering
    if (list.length === 0) return
    this.gathering = []
    this.open.set(this.chunks, { first: this.taken - list.length, list })
    this.gathered.push(this.chunks++)
  }

  private endInput(last?: { readonly error: unknown }): void {
    this.endChunk()
    this.last = last
    this.hasEnded = true
  }

  private accept(index: number, outcomes: readonly Outcome[]): boolean {
    if (!this.open.delete(index)) return false
    const { work } = this.settings
    work.done += outcomes.length
    for (const outcome of outcomes) {
      if (outcome.ok) continue
      work.failed++
      this.failure ??= outcome
    }
    if (this.stream.ordered) this.early.set(index, outcomes)
    else {
      this.noteOrder(index)
      this.deliver(outcomes)
    }
    for (let due = this.early.get(this.turn); due !== undefined; due = this.early.get(this.turn)) {
      this.early.delete(this.turn++)
      this.deliver(due)
    }
    this.onReady()
    return true
  }

  private noteOrder(index: number): void {
    if (index < this.latest && this.latest !== Infinity) {
      this.latest = Infinity
      this.onDisorder()
    } else if (index > this.latest) this.latest = index
  }

  private deliver(outcomes: readonly Outcome[]): void {
    const { callback, errorCallback } = this.stream.callbacks
    for (const outcome of outcomes) {
      if (this.isCut) return
      this.isCut = !outcome.ok && this.settings.failFast
      this.ready.push(outcome)
      if (outcome.ok && callback !== undefined) shielded(() => callback(outcome.value))
      if (!outcome.ok && errorCallback !== undefined) shielded(() => errorCallback(outcome.error as Error))
    }
  }

  /** Gives the input back before its end. */
  private release(): void {
    if (this.hasEnded) return
    const { iterator } = this.input
    shielded(() => iterator.return?.())
  }
}

type Input = { readonly iterator: Iterator<unknown>; readonly isAsync: false } | AsyncInput

interface AsyncInput {
  readonly iterator: AsyncIterator<unknown>
  readonly isAsync: true
  isPulling: boolean
}
