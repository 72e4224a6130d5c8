/** A call that the server is working on, as the methods of referents see it. */

/** A client process, as the methods of referents see it. */
export interface Owner {
  readonly name: string
  /** The process's number in the run. */
  readonly process: number
  /** What to do when the process ends. */
  readonly endings: Set<() => void>
  isAlive(): boolean
}

export class Call {
  readonly owner: Owner
  /** Takes the call back while it waits; set by whoever makes it wait. Without it nobody waits for what it still does. */
  withdraw: ((reason: Cancelled) => void) | undefined

  constructor(owner: Owner) {
    this.owner = owner
  }
}

/** A waiting call was taken back, because its client wants no more, or has ended. */
export class Cancelled extends Error {
  override name = 'Cancelled'
  /** The client's process has ended. */
  readonly byDeath: boolean
  constructor(byDeath: boolean) {
    super('the call was taken back')
    this.byDeath = byDeath
  }
}

let current: Call | undefined

/** Who calls; to be read by a method before its first `await`. */
export function currentCall(): Call {
  if (current === undefined) throw new Error('this method of a manager is not called by a client')
  return current
}

/** Runs the synchronous part of a method on behalf of a call. */
export function onBehalfOf<T>(call: Call, method: () => T): T {
  const outer = current
  current = call
  try {
    return method()
  } finally {
    current = outer
  }
}
