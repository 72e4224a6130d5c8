/** `_multiprocessing.Connection` and what CPython makes of sockets: pipes, waiting for several, listeners by name. */
import { Connection } from '../../multiprocessing/connection/connection'
import { Client, ClientSync, Listener } from '../../multiprocessing/connection/listener'
import { Pipe } from '../../multiprocessing/connection/pipe'
import { wait, waitSync, type Waitable } from '../../multiprocessing/connection/wait'
import { awaitRoom, awaitRoomSync } from '../../multiprocessing/connection/room'
import type { Blocking } from './blocking'
import type { Table } from './table'

/** Bytes that Linux's pipes and pairs of sockets take before who writes has to wait. */
const CAPACITY = { pipe: 65_536, socketPair: 219_264 } as const

type Bytes = Connection<never, unknown>

export function connections(table: Table, blocking: Blocking) {
  const at = (handle: number): Bytes => table.get(handle, Connection)
  const all = (handles: Iterable<number>) => [...handles].map((handle) => table.any(handle) as Waitable & object)
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
    send(handle: number, bytes: Uint8Array) {
      const one = at(handle)
      blocking.now(-1, (limits) => one.sendBytesSync(bytes, 0, undefined, limits))
      blocking.now(-1, (limits) => awaitRoomSync(one, limits)) // which a signal may interrupt, though all was sent
    },
    sendLater(handle: number, bytes: Uint8Array) {
      const one = at(handle)
      return blocking.later(-1, (limits) =>
        one.sendBytes(bytes, 0, undefined, limits).then(() => awaitRoom(one, limits)),
      )
    },
    receive: (handle: number) => blocking.now(-1, (limits) => at(handle).recvBytesSync(undefined, limits)),
    receiveLater: (handle: number) => blocking.later(-1, (limits) => at(handle).recvBytes(undefined, limits)),
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
      return blocking.later(seconds, (limits) => wait(objects, limits).then((ready) => found(numbers, objects, ready)))
    },
    closeConnection(handle: number) {
      at(handle).close()
      table.remove(handle)
    },
    listen: (address: string, backlog: number) => table.add(new Listener(address, { backlog })),
    accept: (handle: number) => table.add(blocking.now(-1, (limits) => table.get(handle, Listener).acceptSync(limits))),
    acceptLater: (handle: number) =>
      blocking.later(-1, (limits) =>
        table
          .get(handle, Listener)
          .accept(limits)
          .then((one) => table.add(one)),
      ),
    closeListener(handle: number) {
      table.get(handle, Listener).close()
      table.remove(handle)
    },
    connect: (address: string) => table.add(blocking.now(-1, () => ClientSync(address))),
    connectLater: (address: string) => blocking.begin(Client(address).then((one) => table.add(one))),
  }
}
