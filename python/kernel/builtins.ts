/** What Python asks for most, as builtins of it; each is all there is to do where nothing has to be waited for. */
import { Connection } from '../../multiprocessing/connection/connection'
import { readiness } from '../../multiprocessing/connection/wait'
import type { Builtin } from '../builtins'
import { AT_ONCE } from './blocking'
import { semaphoreOf } from './semaphores'
import type { Table } from './table'

export function builtins(table: Table) {
  const connection = (handle: number): Connection<never, unknown> => table.get(handle, Connection)
  return {
    /** @returns whether it is acquired */
    acquireAtOnce: (values, handle) => values.truth(semaphoreOf(table, values.integer(handle)).acquireSync(AT_ONCE)),
    /** @returns True */
    releaseAtOnce(values, handle) {
      semaphoreOf(table, values.integer(handle)).release()
      return values.truth(true)
    },
    /** @returns whether there is room in the pipe for what was sent */
    sendAtOnce(values, handle, buffer) {
      const to = connection(values.integer(handle))
      values.withBuffer(buffer, (bytes) => to.sendBytesSync(bytes, 0, undefined, AT_ONCE))
      return values.truth(to.end.isDrained())
    },
    /** @returns the message, None: there is none yet */
    receiveAtOnce(values, handle) {
      const from = connection(values.integer(handle))
      if (!from[readiness].isReady()) return values.none
      return values.bytes(from.recvBytesSync(undefined, AT_ONCE))
    },
  } satisfies Record<string, Builtin>
}
