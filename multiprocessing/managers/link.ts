/** What a proxy knows of the server of its object. */
import type { ServerKey } from './wire'

export interface Link {
  readonly key: ServerKey
  /** Calls a method of an object of the server. */
  call(object: number, method: string, args: readonly unknown[]): Promise<unknown>
  /** @throws what the method throws */
  callSync(object: number, method: string, args: readonly unknown[]): unknown
  /** A copy of a proxy goes to another process: its reference is counted from now on. @returns who takes it over */
  lend(object: number): Loan | null
  /** A proxy of this process is gone. */
  release(object: number): void
}

/** A reference on its way: who sent it and the how manieth it was; `null` for one that its receiver has already. */
export interface Loan {
  readonly by: number
  readonly number: number
}
