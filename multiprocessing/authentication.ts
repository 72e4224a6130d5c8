/** The key with which processes of a run prove to each other that they belong together. */
import { crypto } from './crypto'
import { registerHandle } from './encoding'

/**
 * The bytes of an authentication key. It goes to the children of its process and nowhere else: an attempt to send
 * it is an `EncodeError`. CPython: `multiprocessing.process.AuthenticationString`.
 */
export class AuthenticationString extends Uint8Array {
  /** Prints as what it is and not what it says. */
  override toString(): string {
    return `<AuthenticationString of ${this.length} bytes>`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** The key of a run's first process: 32 random bytes. */
export function newKey(): AuthenticationString {
  return new AuthenticationString(crypto().randomBytes(32))
}

registerHandle(
  'AuthenticationString',
  AuthenticationString,
  () => {
    throw new TypeError('Pickling an AuthenticationString object is disallowed for security reasons')
  },
  (never: never) => never,
)
