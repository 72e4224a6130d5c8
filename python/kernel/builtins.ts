/** What Python asks for most, as builtins of it; each is all there is to do where nothing has to be waited for. */
import { Connection } from '../../multiprocessing/connection/connection'
import { PENDING } from '../../multiprocessing/segment/attempt'
import type { Builtin } from '../builtins'
import { AT_ONCE } from './blocking'
import type { SemLocks } from './semlock'
import type { Table } from './table'

export function builtins(table: Table, locks: SemLocks) {
  const connection = (handle: number): Connection<never, unknown> => table.get(handle, Connection)
  return {
    /** @returns whether it is acquired */
    acquireAtOnce: (values, handle) => values.truth(locks.at(values.integer(handle)).acquireAtOnce(values.thread())),
    /** @returns False: it is recursive, and not this thread's */
    releaseAtOnce: (values, handle) => values.truth(locks.at(values.integer(handle)).release(values.thread())),
    /** @returns whether this thread was the last to acquire it, and it has not been released since */
    isMine: (values, handle) => values.truth(locks.at(values.integer(handle)).isMine(values.thread())),
    /** @returns how often this process has acquired it */
    acquisitions: (values, handle) => values.number(locks.at(values.integer(handle)).count),
    /** @returns whether there is room in the pipe for what was sent */
    sendAtOnce(values, handle, buffer) {
      const to = connection(values.integer(handle))
      values.withBuffer(buffer, (bytes) => to.sendBytesSync(bytes, 0, undefined, AT_ONCE))
      return values.truth(to.end.isDrained())
    },
    /** @returns the message, None: there is none yet */
    receiveAtOnce(values, handle) {
      const message = connection(values.integer(handle)).takeBytes()
      return message === PENDING ? values.none : values.bytes(message)
    },
  } satisfies Record<string, Builtin>
}
