"""
What `_thread` has in C: threads, and locks between them.

To be imported before anything that takes names from `threading`.
"""
import _thread
import functools
import gc
import sys
import threading
import time
from types import SimpleNamespace

from pyodide.ffi import create_proxy

from . import turns
from .kernel import JsException, kernel, python_error
from .system import here

_last = turns.MAIN


def get_ident():
    return turns.current


def get_native_id():
    return _native_id(turns.current)


def _native_id(ident):
    """The process's own of its main thread, as on Linux; no two threads of the machine have the same."""
    return here["pid"] if ident == turns.MAIN else here["pid"] << 32 | ident


class _Waiter:
    """A thread that waits for a lock."""

    __slots__ = ("ident", "number", "has_lock")

    def __init__(self, timeout):
        self.ident = turns.current
        self.number = kernel.newWaiter(timeout)
        self.has_lock = False


class Lock:
    """A lock between threads of this process; who has waited longest has it next. CPython: `_thread.lock`."""

    __slots__ = ("_locked", "_waiters", "__weakref__")

    def __init__(self):
        self._locked = False
        self._waiters = []

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if timeout > threading.TIMEOUT_MAX:
            raise OverflowError("timeout value is too large")
        if not self._locked:
            self._locked = True
            return True
        if not blocking or timeout == 0:
            return False
        if not turns.several():
            return self._wait_for_signal(timeout)
        waiter = _Waiter(timeout)
        self._waiters.append(waiter)
        try:
            return turns.run_until(waiter.number, timeout < 0)
        except BaseException:
            if waiter.has_lock:
                self.release()
            raise
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def _wait_for_signal(self, timeout):
        """Nobody but a handler of a signal can release it."""
        until = None if timeout < 0 else time.monotonic() + timeout
        while self._locked:
            left = 1e6 if until is None else until - time.monotonic()
            if left <= 0:
                return False
            try:
                kernel.sleep(left)
            except JsException as error:
                if error.name != "KeyboardInterrupt":
                    raise python_error(error) from None
                turns.look_for_signals()
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        while self._waiters:
            waiter = self._waiters.pop(0)
            if kernel.wake(waiter.number):
                waiter.has_lock = True
                turns.inside.discard(waiter.ident)
                return  # handed over: it stays locked
        self._locked = False

    def locked(self):
        return self._locked

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def _at_fork_reinit(self):
        self._locked = False
        self._waiters = []

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {hex(id(self))}>"


class Handle:
    """CPython: `_thread._ThreadHandle`."""

    def __init__(self, ident=None):
        self.ident = ident
        self.daemon = False
        self._done = False
        self._running = Lock()

    def is_done(self):
        return self._done

    def _set_done(self):
        self._done = True
        if self._running.locked():
            self._running.release()

    def join(self, timeout=None):
        if self._done:
            return
        if self.ident == turns.current:
            raise RuntimeError("Cannot join current thread")
        if self._running.acquire(True, -1 if timeout is None or timeout < 0 else timeout):
            self._running.release()


def start_joinable_thread(function, handle=None, daemon=True):
    global _last
    _last += 1
    ident = _last
    handle = Handle() if handle is None else handle
    handle.ident = ident
    handle.daemon = daemon
    handle._running.acquire()
    turns.alive[ident] = handle
    if len(turns.alive) == 2:
        kernel.setTicking(True)

    def run():
        turns.current = ident
        try:
            function()
        except SystemExit:
            pass
        except BaseException as error:
            message = "Exception ignored in thread started by"
            about = {"exc_type": type(error), "exc_value": error, "exc_traceback": error.__traceback__}
            sys.unraisablehook(SimpleNamespace(**about, err_msg=message, object=function))
        finally:
            turns.current = ident
            handle._set_done()  # First: else `join` may block.
            turns.alive.pop(ident, None)
            if len(turns.alive) == 1:
                kernel.setTicking(False)

    kernel.beginThread(create_proxy(run))
    return handle


def start_new_thread(function, args, kwargs={}):
    return start_joinable_thread(functools.partial(function, *args, **kwargs)).ident


def shutdown():
    for ident, handle in list(turns.alive.items()):
        if handle is not None and not handle.daemon and ident != turns.current:
            handle.join()


def install():
    """Takes the place of what `_thread` has in C. `importlib` keeps its own locks, which one real thread may enter again."""
    import _threading_local
    import queue

    threading.get_ident = get_ident
    threading._get_main_thread_ident = lambda: turns.MAIN
    threading._start_joinable_thread = _thread.start_joinable_thread = start_joinable_thread
    _thread.start_new_thread = _thread.start_new = start_new_thread
    threading._allocate_lock = threading.Lock = threading._LockType = Lock
    threading._CRLock = None
    threading._ThreadHandle = Handle
    threading._make_thread_handle = Handle
    threading._thread_shutdown = shutdown
    threading.local = _threading_local.local
    threading.get_native_id = _thread.get_native_id = get_native_id
    threading.__all__.append("get_native_id")
    threading._HAVE_THREAD_NATIVE_ID = True
    threading.Thread._set_native_id = lambda thread: None
    threading.Thread.native_id = property(lambda thread: thread._ident and _native_id(thread._ident))
    main = threading._main_thread
    main._ident = turns.MAIN
    main._handle = Handle(turns.MAIN)
    main._started = threading.Event()
    main._started.set()
    threading._active.clear()
    threading._active[turns.MAIN] = main
    threading._active_limbo_lock = threading.RLock()
    threading._shutdown_locks_lock = Lock()
    queue.SimpleQueue = queue._PySimpleQueue
    gc.callbacks.append(turns.note_collection)


install()

