/**
 * Pipes that hold no more than the operating system's. A message is put into one at once; who has sent it waits until no
 * more than the capacity lies in the pipe, as a process does whose last bytes do not fit in.
 */
import { BrokenPipeError, OSError } from '../errors'
import type { Attempt, Limits, Source } from '../segment/attempt'
import { awaited, blocked } from '../segment/waiting'
import type { Connection } from './connection'
import { HungUp } from './pipe-end'

/**
 * To be called after `send`.
 * @throws BrokenPipeError when the other end goes and has not received it, OSError when this one is closed
 */
export async function awaitRoom(connection: Connection<never, unknown>, limits?: Limits): Promise<void> {
  if (!connection.end.isDrained()) await awaited(source(connection), draining(connection), limits)
}

export function awaitRoomSync(connection: Connection<never, unknown>, limits?: Limits): void {
  if (!connection.end.isDrained()) blocked(source(connection), draining(connection), limits)
}

function source(connection: Connection<never, unknown>): Source {
  const { end } = connection
  return {
    kind: 'Connection.send',
    number: end.number,
    isReady: () => connection.closed || end.isDrained(),
    withdraw: () => undefined, // a ring for who waits no longer does no harm
  }
}

function draining(connection: Connection<never, unknown>): Attempt<true> {
  return (entry) => {
    if (connection.closed) throw new OSError('handle is closed')
    try {
      return connection.end.tryDrain(entry)
    } catch (error) {
      throw error instanceof HungUp ? new BrokenPipeError(`broken pipe: the other end of ${connection} is gone`) : error
    }
  }
}
