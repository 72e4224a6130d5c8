/** What `imap` and `imapUnordered` return: results read one by one. */
import { TimeoutError } from '../errors'
import { toLimits, type Limits } from '../segment/attempt'
import { Answer } from '../segment/answer'
import { Expiry } from '../segment/expiry'
import { FAILED, GOT, TIMED } from '../segment/layout'
import { stand } from '../segment/showing'
import { turnIfDue } from '../segment/turns'
import type { WaitOutcome } from '../segment/waits'
import type { Dispatch } from './dispatch'
import { Service } from './service'
import type { StreamJob } from './stream-job'

interface Reader {
  serve(): void
  cancel(error: unknown, how?: WaitOutcome): void
}

/** An iterator that nobody holds any more will not be read to its end. */
const forgotten = new FinalizationRegistry<() => void>((release) => release())

/**
 * The results of `Pool.imap` or `Pool.imapUnordered`, as an async iterable. An error stands at its item's place: `next`
 * rejects with it, and the following `next` goes on. Leaving a `for await` loop drops what has not begun.
 * CPython: `multiprocessing.pool.IMapIterator`.
 */
export class PoolIterator<R> implements AsyncIterableIterator<R> {
  private readonly dispatch: Dispatch
  private readonly job: StreamJob
  private readonly readers: Reader[]

  /** @internal */
  constructor(dispatch: Dispatch, job: StreamJob) {
    const readers: Reader[] = []
    this.dispatch = dispatch
    this.job = job
    this.readers = readers
    job.onReady = () => {
      while (readers.length > 0 && job.isReady) readers.shift()?.serve()
    }
    forgotten.register(this, () => dispatch.stop(job), this)
  }

  /**
   * The next result; `done` after the last one.
   * @throws TimeoutError when it is not there in `timeout` seconds; it can be asked for again
   * @throws whatever the call of this item threw
   */
  async next(limits?: number | Limits): Promise<IteratorResult<R, undefined>> {
    const wanted = toLimits(limits)
    const { timeout, signal, block } = wanted ?? {}
    signal?.throwIfAborted()
    await null
    if (this.readers.length === 0) {
      if (!this.job.isReady) this.dispatch.service.linger(() => this.job.isReady)
      if (this.job.isReady) return turnIfDue(this.take())
      if (block === false || (timeout !== undefined && timeout <= 0)) throw late()
    }
    return this.waited(wanted)
  }

  /** Blocks until the next result is there. */
  nextSync(limits?: number | Limits): IteratorResult<R, undefined> {
    this.dispatch.service.drive(() => this.job.isReady, toLimits(limits))
    if (!this.job.isReady) throw late()
    return this.take()
  }

  /** Reads no further: what has not begun is dropped, the input is given back. `break` calls it. */
  return(): Promise<IteratorResult<R, undefined>> {
    this.stop()
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** @internal The same results for a loop that blocks. */
  blocking(): SyncPoolIterator<R> {
    return {
      next: (limits) => this.nextSync(limits),
      return: () => {
        this.stop()
        return { done: true, value: undefined }
      },
      [Symbol.iterator]() {
        return this
      },
    }
  }

  private stop(): void {
    forgotten.unregister(this)
    this.dispatch.stop(this.job)
  }

  private take(): IteratorResult<R, undefined> {
    const outcome = this.job.next()
    if (outcome === null) return { done: true, value: undefined }
    if (!outcome.ok) throw outcome.error
    return { done: false, value: outcome.value as R }
  }

  private waited(limits: Limits | undefined): Promise<IteratorResult<R, undefined>> {
    const answer = new Answer<IteratorResult<R, undefined>>()
    const leave = (how: WaitOutcome) => {
      ended(how)
      expiry?.clear()
      const place = this.readers.indexOf(reader)
      if (place >= 0) this.readers.splice(place, 1)
    }
    const reader: Reader = {
      serve: () => {
        leave(GOT)
        try {
          answer.resolve(this.take())
        } catch (error) {
          answer.reject(error)
        }
      },
      cancel: (error, how = FAILED) => {
        leave(how)
        answer.reject(error)
      },
    }
    const expiry = Expiry.of(limits, () => reader.cancel(late(), TIMED), reader.cancel)
    const source = Service.waitFor([this.dispatch.service])
    const ended = stand(source, expiry !== undefined, answer, reader.cancel)
    this.readers.push(reader)
    return answer.promise
  }
}

/** The results of `Pool.imapSync` or `Pool.imapUnorderedSync`: each step blocks the process. CPython: `multiprocessing.pool.IMapIterator`. */
export interface SyncPoolIterator<R> extends IterableIterator<R> {
  /** @throws TimeoutError when it is not there in `timeout` seconds */
  next(limits?: number | Limits): IteratorResult<R, undefined>
}

function late(): TimeoutError {
  return new TimeoutError('the next result was not there in time')
}
