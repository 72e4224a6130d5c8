/** How a pool's owner waits for its workers: in the background for promises, or blocking; serving the pool either way. */
import { attached } from '../segment/attachment'
import type { Channel } from '../segment/channel'
import { isSoon } from '../segment/looking'
import { PENDING, TIMED_OUT, type Limits, type Pending, type Source } from '../segment/attempt'
import { awaited, blocked, isWorthWaiting, linger } from '../segment/waiting'

/** What the owner does whenever it is woken. */
export interface Served {
  /** Settles what has come; PENDING when there was nothing to do. */
  collect(entry: number): true | Pending
  /** Looks after time-outs. @returns milliseconds until the next look is due */
  look(): number
  hasEnded(): boolean
}

export class Service {
  private readonly results: Channel
  private readonly served: Served
  private readonly number: number
  private readonly source: Source & { background: boolean }

  /** @param number of the pool among what processes share */
  constructor(results: Channel, number: number, served: Served) {
    this.results = results
    this.served = served
    this.number = number
    this.source = { ...Service.resultsOf([this]), own: true, background: true }
  }

  /** Whether the pool's answers are a reason for the process to stay. */
  set isNeeded(needed: boolean) {
    this.source.background = !needed
  }

  /** Serves as long as the pool lives. */
  async run(): Promise<void> {
    while (!this.served.hasEnded()) await awaited(this.source, (entry) => this.served.collect(entry))
  }

  async join(limits: Limits | undefined): Promise<void> {
    await awaited(Service.waitFor([this]), () => (this.served.hasEnded() ? true : PENDING), limits)
  }

  /** Serves the pool while blocking the process, until the condition holds or the time is up. */
  drive(until: () => boolean, limits: Limits | undefined): void {
    Service.driveAll([this], until, limits)
  }

  /** Serves several pools at once; see `drive`. */
  static driveAll(services: readonly Service[], until: () => boolean, limits: Limits | undefined): void {
    const end = performance.now() + (limits?.timeout ?? Infinity) * 1000
    const source = Service.resultsOf(services)
    const drive = () => {
      for (let left = end; !until() && left > 0; left = end - performance.now()) {
        const look = Math.min(...services.map(({ served }) => served.look()))
        const timeout = Math.min(end - performance.now(), look) / 1000
        if (
          blocked(source, Service.serving(services, until), { ...limits, timeout }) !== TIMED_OUT ||
          limits?.block === false
        )
          return
      }
    }
    services.reduceRight((inner, service) => () => service.apart(inner), drive)()
  }

  /** Serves the pool for a moment: an answer that comes within it costs a tenth. */
  linger(until: () => boolean): boolean {
    return this.apart(() => {
      while (!until() && isSoon(() => this.results.canTake())) this.served.collect(0)
      return until() || (isWorthWaiting() && linger(Service.serving([this], until)))
    })
  }

  /** What one waits for who is served: by one pool, or by several, none of which is named then. */
  static waitFor(services: readonly Service[]): Source {
    const [first, ...others] = services
    const withdraw = () => undefined
    if (first === undefined || others.length > 0) return { kind: 'wait', number: 0, slow: true, withdraw }
    return { kind: 'Pool', number: first.number, slow: true, withdraw }
  }

  private static resultsOf(services: readonly Service[]): Source {
    const { kind, number } = Service.waitFor(services)
    return {
      kind,
      number,
      isReady: () => services.some(({ results }) => results.hasEnough()),
      withdraw: (entry) => services.forEach(({ results }) => results.withdrawGetter(entry)),
    }
  }

  /** Takes what the pools have, as often as it must to make the condition hold. */
  private static serving(services: readonly Service[], until: () => boolean): (entry: number) => true | Pending {
    return (entry) => {
      while (!until()) {
        let any = false
        for (const { served } of services) any = served.collect(entry) !== PENDING || any
        if (!any) return until() ? true : PENDING
      }
      return true
    }
  }

  /** Results ring one bell of this process: while it blocks, not that of its promises, which would wake its thread for nothing. */
  private apart<T>(block: () => T): T {
    const { entry, syncEntry } = attached()
    this.results.withdrawGetter(entry)
    try {
      return block()
    } finally {
      this.results.withdrawGetter(syncEntry)
      while (!this.served.hasEnded() && this.served.collect(entry) !== PENDING);
    }
  }
}
