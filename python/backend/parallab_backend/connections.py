"""`multiprocessing.connection` over the lab's pipes: what CPython has of the operating system's pipes and sockets."""
import io
import time
from multiprocessing import connection, context, reduction

from pyodide.ffi import to_js

from . import turns
from .kernel import JsException, kernel, python_error


class Connection(connection._ConnectionBase):
    """One end of a pipe. CPython: `connection.Connection`."""

    def _close(self):
        kernel.closeConnection(self._handle)

    def _send_bytes(self, buf):
        if turns.is_due:
            turns.give_turn()
        has_room = kernel.sendAtOnce(self._handle, buf)
        if has_room is None:
            turns.waiting(kernel.send, kernel.sendLater, self._handle, to_js(memoryview(buf)))
        if not has_room:
            turns.waiting(kernel.room, kernel.roomLater, self._handle)

    def _recv_bytes(self, maxsize=None):
        if turns.is_due:
            turns.give_turn()
        message = kernel.receiveAtOnce(self._handle)
        if message is None:
            message = turns.waiting(kernel.receive, kernel.receiveLater, self._handle).to_bytes()
        if maxsize is not None and len(message) > maxsize:
            return None
        buffer = io.BytesIO()
        buffer.write(message)
        return buffer

    def _poll(self, timeout):
        return bool(wait([self], timeout))


def _rebuild_connection(packed, readable, writable):
    return Connection(kernel.unpack(to_js(packed)), readable, writable)


def _reduce_connection(one):
    one._check_closed()
    is_spawning = context.get_spawning_popen() is not None
    return _rebuild_connection, (kernel.pack(one._handle, is_spawning).to_bytes(), one._readable, one._writable)


def Pipe(duplex=True):
    handle = kernel.pipe(duplex)
    return Connection(handle, True, duplex), Connection(handle + 1, duplex, True)


def wait(object_list, timeout=None):
    """CPython: `connection.wait`."""
    by_handle = {one if isinstance(one, int) else one.fileno(): one for one in object_list}
    seconds = -1 if timeout is None else max(0.0, timeout)
    if not by_handle:
        if seconds:
            time.sleep(1e9 if seconds < 0 else seconds)
        return []
    ready = turns.waiting(kernel.wait, kernel.waitLater, to_js(list(by_handle)), seconds=seconds)
    return [by_handle[handle] for handle in ready]


#: The ports that a system gives who asks for any.
_FREE_PORTS = range(49152, 65536)
#: Linux's `errno.EADDRINUSE`; that of WebAssembly is another.
_ADDRESS_IN_USE = 98


class SocketListener:
    """A name in the run instead of an address of the network. CPython: `connection.SocketListener`."""

    def __init__(self, address, family, backlog=1):
        self._family = family
        self._last_accepted = None
        self._unlink = None
        any_port = family == "AF_INET" and address[1] == 0
        for self._address in ((address[0], port) for port in _FREE_PORTS) if any_port else [address]:
            try:
                self._handle = kernel.listen(repr(self._address), backlog)
                return
            except JsException as error:
                if error.name != "OSError":
                    raise python_error(error) from None
        raise OSError(_ADDRESS_IN_USE, "Address already in use")

    def fileno(self):
        return self._handle

    def accept(self):
        if self._handle is None:
            raise OSError("listener is closed")
        return Connection(turns.waiting(kernel.accept, kernel.acceptLater, self._handle))

    def close(self):
        if self._handle is not None:
            handle, self._handle = self._handle, None
            kernel.closeListener(handle)


def SocketClient(address):
    return Connection(turns.waiting(kernel.connect, kernel.connectLater, repr(address)))


def install():
    reduction.register(Connection, _reduce_connection)
    connection.SocketListener, connection.SocketClient = SocketListener, SocketClient
    connection.Connection, connection.Pipe, connection.wait = Connection, Pipe, wait
