"""
Threads that take turns. Pyodide has one thread of the machine; the queues' feeder, the pool's handlers and the manager's
server need several. Each has a stack of its own (WebAssembly's stack switching), and gives it away where it waits.

To be imported before anything that takes names from `threading`.
"""
import _thread
import threading
import time

from .kernel import JsException, kernel, python_error

MAIN = 1
#: Of the thread that runs.
current = MAIN
_last = MAIN
#: Those that the library has for itself, and nobody is told what they wait for.
helpers = set()
#: Handle by ident of the threads that have begun and have not ended.
alive = {MAIN: None}


def several():
    """Whether another thread could go on while this one waits."""
    return len(alive) > 1


def waiting(now, later, *args):
    """Waits with an operation of the lab: blocks the process when this is its only thread."""
    try:
        return run_until(_begin(later, args)) if several() else now(*args)
    except JsException as error:
        raise python_error(error) from None


def _begin(later, args):
    if current not in helpers:
        return later(*args)
    kernel.setAside(True)
    try:
        return later(*args)
    finally:
        kernel.setAside(False)


def run_until(number):
    """Gives this thread's stack away until the promise of that number is settled."""
    global current
    from pyodide.ffi import run_sync

    me = current
    try:
        while True:
            if run_sync(kernel.settled(number, me == MAIN)):
                current = me
                return kernel.result(number)
            current = me
            kernel.checkSignals()
    finally:
        current = me


def get_ident():
    return current


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
        if not several():
            if timeout < 0:
                raise RuntimeError("the only thread of this process waits for a lock that nobody can release")
            time.sleep(timeout)
            return False
        waiter = kernel.newWaiter(timeout)
        self._waiters.append(waiter)
        if run_until(waiter):
            return True
        if waiter in self._waiters:
            self._waiters.remove(waiter)
        return False

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        while self._waiters:
            if kernel.wake(self._waiters.pop(0)):
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
        if self.ident == current:
            raise RuntimeError("Cannot join current thread")
        if self._running.acquire(True, -1 if timeout is None or timeout < 0 else timeout):
            self._running.release()


def start_joinable_thread(function, handle=None, daemon=True):
    global _last
    from pyodide.ffi import create_proxy

    _last += 1
    ident = _last
    handle = Handle() if handle is None else handle
    handle.ident = ident
    handle.daemon = daemon
    handle._running.acquire()
    alive[ident] = handle

    def run():
        global current
        current = ident
        try:
            function()
        except SystemExit:
            pass
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            alive.pop(ident, None)
            handle._set_done()

    kernel.beginThread(create_proxy(run))
    return handle


def start_new_thread(function, args, kwargs={}):
    return start_joinable_thread(lambda: function(*args, **kwargs)).ident


def shutdown():
    for ident, handle in list(alive.items()):
        if handle is not None and not handle.daemon and ident != current:
            handle.join()


def install():
    """Takes the place of what `_thread` has in C. `importlib` keeps its own locks, which one real thread may enter again."""
    import _threading_local
    import queue

    threading.get_ident = threading.get_native_id = get_ident
    threading._get_main_thread_ident = lambda: MAIN
    threading._start_joinable_thread = _thread.start_joinable_thread = start_joinable_thread
    _thread.start_new_thread = _thread.start_new = start_new_thread
    threading._allocate_lock = threading.Lock = threading._LockType = Lock
    threading._CRLock = None
    threading._ThreadHandle = Handle
    threading._make_thread_handle = Handle
    threading._thread_shutdown = shutdown
    threading.local = _threading_local.local
    main = threading._main_thread
    main._ident = MAIN
    main._handle = Handle(MAIN)
    main._started = threading.Event()
    main._started.set()
    threading._active.clear()
    threading._active[MAIN] = main
    threading._active_limbo_lock = threading.RLock()
    threading._shutdown_locks_lock = Lock()
    queue.SimpleQueue = queue._PySimpleQueue


install()
