/** Proxies inside the server of their own object: its methods are called without a request. */
import { RuntimeError } from '../errors'
import { currentProcess } from '../current-process'
import { attached } from '../segment/attachment'
import { Call, type Owner } from './call'
import type { Link, Loan } from './link'
import type { Shared } from './objects'
import { linkOf, type BaseProxy } from './proxy'
import type { ServerKey } from './wire'

/** What a server offers to proxies of its objects inside it. */
export interface Home {
  readonly key: ServerKey
  perform(shared: Shared, method: string, args: readonly unknown[], call: Call): unknown
  /** @returns false when the receiver has the reference already */
  lendOwn(shared: Shared, number: number): boolean
  ownProxy(object: number, by: number, number: number): Shared
}

const homes = new Map<number, Home>()
let loans = 0

export class LocalLink implements Link {
  readonly key: ServerKey
  readonly shared: Shared
  private readonly home: Home

  constructor(home: Home, shared: Shared) {
    this.key = home.key
    this.home = home
    this.shared = shared
  }

  /** A server lives in this process from now on. */
  static serve(home: Home): void {
    homes.set(home.key.requests, home)
  }

  /** The link of a proxy that has arrived at its own server; `undefined` when the server lives elsewhere. */
  static arriving(key: ServerKey, object: number, loan: Loan | null): LocalLink | undefined {
    const home = homes.get(key.requests)
    return home && new LocalLink(home, home.ownProxy(object, loan?.by ?? 0, loan?.number ?? 0))
  }

  /** The object that a proxy inside a server stands for, if it is one of that server. */
  static sharedBy(proxy: BaseProxy, home: Home): Shared | undefined {
    const link = linkOf(proxy)
    return link instanceof LocalLink && link.home === home ? link.shared : undefined
  }

  async call(_: number, method: string, args: readonly unknown[]): Promise<unknown> {
    return this.home.perform(this.shared, method, args, new Call(self()))
  }

  callSync(_: number, method: string, args: readonly unknown[]): unknown {
    const value = this.home.perform(this.shared, method, args, new Call(self()))
    if (value instanceof Promise)
      throw new RuntimeError(
        `'${method}' would block the process of manager ${this.key.name}, which alone could end the wait`,
      )
    return value
  }

  lend(): Loan | null {
    const number = ++loans
    return this.home.lendOwn(this.shared, number) ? { by: attached().entry, number } : null
  }

  /** References inside the server are found by looking. */
  release(): void {}
}

/** The server as a client of its own objects: it ends with them. */
function self(): Owner {
  return { name: currentProcess().name, process: attached().number, endings: new Set(), isAlive: () => true }
}
