/** `_multiprocessing.Connection` and what CPython makes of sockets: pipes, waiting for several, listeners by name. */
import { Connection } from '../../multiprocessing/connection/connection'
import { Client, ClientSync, Listener } from '../../multiprocessing/connection/listener'
import { Pipe } from '../../multiprocessing/connection/pipe'
import { awaitRoom, awaitRoomSync } from '../../multiprocessing/connection/room'
import { readiness, wait, waitSync, type Waitable } from '../../multiprocessing/connection/wait'
import { OSError } from '../../multiprocessing/errors'
import { PENDING } from '../../multiprocessing/segment/attempt'
import { isSoon } from '../../multiprocessing/segment/looking'
import { AT_ONCE, type Blocking } from './blocking'
import type { Table } from './table'

/** Bytes that Linux's pipes and pairs of sockets take before who writes has to wait. */
const CAPACITY = { pipe: 65_536, socketPair: 219_264 } as const

type Bytes = Connection<never, unknown>

export function connections(table: Table, blocking: Blocking) {
  const at = (handle: number): Bytes => table.get(handle, Connection)
  const waitable = (handle: number): Waitable & object => {
    const found = table.any(handle)
    if (found === undefined || !(readiness in found)) throw new OSError(`handle ${handle} is nothing to wait for`)
    return found as Waitable & object
  }
  const all = (handles: Iterable<number>) => [...handles].map(waitable)
  const found = (handles: readonly number[], waited: readonly object[], ready: readonly object[]) =>
    handles.filter((_, i) => ready.includes(waited[i] as object))
  return {
    /** @returns the handle of the first end; that of the second is the next number */
    pipe(duplex: boolean) {
      const [first, second] = Pipe({ duplex, capacity: duplex ? CAPACITY.socketPair : CAPACITY.pipe })
      const handle = table.add(first)
      table.add(second)
      return handle
    },
    send: (handle: number, bytes: Uint8Array) =>
      blocking.now(-1, (limits) => at(handle).sendBytesSync(bytes, 0, undefined, limits)),
    sendLater: (handle: number, bytes: Uint8Array) =>
      blocking.later(
        -1,
        () => at(handle).sendBytesSync(bytes, 0, undefined, AT_ONCE),
        (limits) => at(handle).sendBytes(bytes, 0, undefined, limits),
      ),
    /** To be called after `send`: until what was sent has room. A signal may interrupt it, and it is called again. */
    room: (handle: number) => blocking.now(-1, (limits) => awaitRoomSync(at(handle), limits)),
    roomLater: (handle: number) =>
      blocking.later<unknown>(
        -1,
        () => isSoon(() => at(handle).end.isDrained()) || PENDING,
        (limits) => awaitRoom(at(handle), limits),
      ),
    receive: (handle: number) => blocking.now(-1, (limits) => at(handle).recvBytesSync(undefined, limits)),
    receiveLater: (handle: number) =>
      blocking.later(
        -1,
        () => (at(handle)[readiness].isReady() ? at(handle).recvBytesSync(undefined, AT_ONCE) : PENDING),
        (limits) => at(handle).recvBytes(undefined, limits),
      ),
    /** @returns those that are ready */
    wait(handles: Iterable<number>, seconds: number) {
      const numbers = [...handles]
      const objects = all(numbers)
      return found(
        numbers,
        objects,
        blocking.now(seconds, (limits) => waitSync(objects, limits)),
      )
    },
    waitLater(handles: Iterable<number>, seconds: number) {
      const numbers = [...handles]
      const objects = all(numbers)
      return blocking.later(
        seconds,
        () => (seconds === 0 ? found(numbers, objects, waitSync(objects, AT_ONCE)) : PENDING),
        async (limits) => {
          const ready = await wait(objects, limits)
          // A pool's thread watches what another one is to receive, which has to have its turn.
          await new Promise((resolve) => setImmediate(resolve))
          return found(numbers, objects, ready)
        },
      )
    },
    closeConnection(handle: number) {
      at(handle).close()
      table.remove(handle)
    },
    listen: (address: string, backlog: number) => table.add(new Listener(address, { backlog })),
    accept: (handle: number) => table.add(blocking.now(-1, (limits) => table.get(handle, Listener).acceptSync(limits))),
    acceptLater: (handle: number) =>
      blocking.later(
        -1,
        () => PENDING,
        async (limits) => table.add(await table.get(handle, Listener).accept(limits)),
      ),
    closeListener(handle: number) {
      table.get(handle, Listener).close()
      table.remove(handle)
    },
    connect: (address: string) => table.add(blocking.now(-1, () => ClientSync(address))),
    connectLater: (address: string) => blocking.begin(Client(address).then((one) => table.add(one))),
  }
}
