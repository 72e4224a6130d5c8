/**
 * Proof of a shared key without sending it: each side answers the other's random challenge with an HMAC of it. The
 * messages are CPython 3.14's (`multiprocessing.connection.deliver_challenge`, `answer_challenge`), with SHA-256.
 */
import { crypto } from '../crypto'
import { AuthenticationError } from '../errors'
import type { Limits } from '../segment/attempt'
import type { Connection } from './connection'

const CHALLENGE = Buffer.from('#CHALLENGE#')
const WELCOME = Buffer.from('#WELCOME#')
const FAILURE = Buffer.from('#FAILURE#')
const DIGEST = Buffer.from('{sha256}')
const RANDOM = 40
/** Longer messages are no part of a handshake. */
const LONGEST = 256

/** A side of the handshake: it yields what is to be sent, or `null` to receive the next message. */
type Side = Generator<Uint8Array | null, void, Uint8Array>

/** A key that two sides share. */
export type AuthKey = Uint8Array

/** @throws TypeError when it is not bytes */
export function checkKey(authkey: AuthKey | undefined): void {
  if (authkey !== undefined && !(authkey instanceof Uint8Array)) throw new TypeError('authkey should be a byte string')
}

/** The listener's side. @throws AuthenticationError when the keys differ */
export async function welcome(connection: Connection, authkey: AuthKey, limits?: Limits): Promise<void> {
  await run(connection, deliver(authkey), limits)
  await run(connection, answer(authkey), limits)
}

/** The client's side. @throws AuthenticationError when the keys differ */
export async function introduce(connection: Connection, authkey: AuthKey, limits?: Limits): Promise<void> {
  await run(connection, answer(authkey), limits)
  await run(connection, deliver(authkey), limits)
}

export function welcomeSync(connection: Connection, authkey: AuthKey, limits?: Limits): void {
  runSync(connection, deliver(authkey), limits)
  runSync(connection, answer(authkey), limits)
}

export function introduceSync(connection: Connection, authkey: AuthKey, limits?: Limits): void {
  runSync(connection, answer(authkey), limits)
  runSync(connection, deliver(authkey), limits)
}

function* deliver(authkey: AuthKey): Side {
  const message = Buffer.concat([DIGEST, crypto().randomBytes(RANDOM)])
  yield Buffer.concat([CHALLENGE, message])
  const response = yield null
  const expected = digestOf(authkey, message)
  const isRight = response.length === expected.length && crypto().timingSafeEqual(response, expected)
  yield isRight ? WELCOME : FAILURE
  if (!isRight) throw new AuthenticationError('digest received was wrong')
}

function* answer(authkey: AuthKey): Side {
  const message = Buffer.from(yield null)
  if (!message.subarray(0, CHALLENGE.length).equals(CHALLENGE))
    throw new AuthenticationError('the other side did not ask for a key')
  yield digestOf(authkey, message.subarray(CHALLENGE.length))
  if (!WELCOME.equals(yield null)) throw new AuthenticationError('digest sent was rejected')
}

function digestOf(authkey: AuthKey, message: Uint8Array): Buffer {
  return Buffer.concat([DIGEST, crypto().createHmac('sha256', authkey).update(message).digest()])
}

async function run(connection: Connection, side: Side, limits: Limits | undefined): Promise<void> {
  for (let step = side.next(); step.done !== true;) {
    if (step.value !== null) await connection.sendBytes(step.value, 0, undefined, limits)
    step = side.next(step.value === null ? await connection.recvBytes(LONGEST, limits) : new Uint8Array())
  }
}

function runSync(connection: Connection, side: Side, limits: Limits | undefined): void {
  for (let step = side.next(); step.done !== true;) {
    if (step.value !== null) connection.sendBytesSync(step.value, 0, undefined, limits)
    step = side.next(step.value === null ? connection.recvBytesSync(LONGEST, limits) : new Uint8Array())
  }
}
