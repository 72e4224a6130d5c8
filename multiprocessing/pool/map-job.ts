/** A call whose input is a list: its ledger of what has settled, and its `AsyncResult`. */
import type { AsyncResult, ResultCallbacks } from './async-result'
import { Job, type Fault, type Items, type JobSettings, type Outcomes } from './job'

export class MapJob extends Job {
  readonly single: boolean
  readonly isWhole: boolean
  protected readonly each = false
  private readonly input: readonly unknown[]
  private readonly result: AsyncResult<unknown>
  private readonly callbacks: ResultCallbacks<unknown>
  private readonly chunks: number
  private readonly values: unknown[]
  private readonly settled: Uint8Array
  private open: number
  private next = 0

  /** @param single a single call, which answers with its one result instead of a list */
  constructor(
    settings: JobSettings,
    input: readonly unknown[],
    single: boolean,
    result: AsyncResult<unknown>,
    callbacks: ResultCallbacks<unknown>,
  ) {
    super(settings)
    this.input = input
    this.single = single
    this.isWhole = !single && !settings.failFast
    this.result = result
    this.callbacks = callbacks
    this.chunks = Math.ceil(input.length / settings.chunksize)
    this.values = new Array<unknown>(input.length)
    this.settled = new Uint8Array(this.chunks)
    this.open = this.chunks
  }

  take(): number | undefined {
    return this.isTaken ? undefined : this.next++
  }

  get isTaken(): boolean {
    return this.next >= this.chunks
  }

  get isDone(): boolean {
    return this.open === 0
  }

  items(index: number): Items {
    const first = index * this.settings.chunksize
    return { first, list: this.input.slice(first, first + this.settings.chunksize) }
  }

  isSettled(index: number): boolean {
    return this.settled[index] === 1
  }

  settle(index: number, { values }: Outcomes): boolean {
    if (!this.mark(index)) return false
    const first = index * this.settings.chunksize
    for (let i = 0; i < values.length; i++) this.values[first + i] = values[i]
    this.settings.work.done += values.length
    return true
  }

  fail(index: number, { error }: Fault): boolean {
    if (!this.mark(index)) return false
    this.failure ??= { error }
    const { chunksize, work } = this.settings
    const count = Math.min(chunksize, this.input.length - index * chunksize)
    work.done += count
    work.failed += count
    return true
  }

  abandon(error: unknown): void {
    this.failure ??= { error }
    this.open = 0
    this.next = this.chunks
  }

  finish(): void {
    if (this.failure !== undefined) this.result.reject(this.failure.error as Error, this.callbacks)
    else this.result.resolve(this.single ? this.values[0] : this.values, this.callbacks)
  }

  private mark(index: number): boolean {
    if (this.settled[index] !== 0) return false
    this.settled[index] = 1
    this.open--
    return true
  }
}
