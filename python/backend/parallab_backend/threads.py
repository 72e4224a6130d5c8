"""
Threads that take turns. Pyodide has one thread of the machine; the queues' feeder, the pool's handlers and the manager's
server need several. Each has a stack of its own (WebAssembly's stack switching), and gives it away where it waits and,
while others could go on, every few milliseconds (`tick`).

To be imported before anything that takes names from `threading`.
"""
import _thread
import functools
import os
import sys
import threading
import time
from types import SimpleNamespace

from pyodide.ffi import can_run_sync, create_proxy, run_sync

from .kernel import JsException, kernel, python_error

MAIN = 1
#: Of the thread that runs.
current = MAIN
_last = MAIN
#: Those that the library has for itself, and nobody is told what they wait for.
helpers = set()
#: Handle by ident of the threads that have begun and have not ended.
alive = {MAIN: None}
#: Those that wait for a lock between threads without a time limit: nobody but another thread of this process ends that.
inside = set()
#: Whether the running thread has been reminded of the others at a moment when it could not give its stack away.
is_due = False
#: Signals that the main thread has yet to handle.
of_main = []


def several():
    """Whether another thread could go on while this one waits."""
    return len(alive) - 1 > len(inside)


def waiting(now, later, *args, seconds=None):
    """
    Waits with an operation of the lab: blocks the process when no other of its threads could go on meanwhile. Goes on
    waiting when a signal has come whose handler raises nothing.

    :param seconds: what the operation gets as its last argument, if it is given; below 0: for ever
    """
    until = None if seconds is None or seconds <= 0 else time.monotonic() + seconds
    if is_due:
        give_turn()
    while True:
        rest = args if seconds is None else (*args, seconds)
        try:
            return run_until(_begin(later, rest)) if several() else now(*rest)
        except JsException as error:
            if error.name != "KeyboardInterrupt":
                raise python_error(error) from None
        look_for_signals()
        if until is not None:
            seconds = max(0.0, until - time.monotonic())


def _begin(later, args):
    if current not in helpers:
        return later(*args)
    kernel.setAside(True)
    try:
        return later(*args)
    finally:
        kernel.setAside(False)


def look_for_signals():
    """The main thread runs the handlers of what has come, as soon as it is back in the script's code."""
    while of_main:
        _thread.interrupt_main(of_main.pop(0))
    number = kernel.takeSignal()
    if number:
        _thread.interrupt_main(number)


def leave_to_main(signalnum):
    """A signal has come while another thread is at work."""
    of_main.append(signalnum)
    inside.discard(MAIN)
    kernel.interruptMain()


def run_until(number, is_inside=False):
    """Gives this thread's stack away until the wait of that number is over; below 0: it is."""
    global current
    if number < 0:
        return kernel.result(number)
    me = current
    try:
        while True:
            if is_inside:
                inside.add(me)
            is_over = run_sync(kernel.settled(number, me == MAIN))
            current = me
            inside.discard(me)
            if me == MAIN:
                look_for_signals()
            if is_over:
                return kernel.result(number)
            kernel.checkBroken()
    except BaseException as error:
        current = me
        inside.discard(me)
        kernel.abandon(number)
        if isinstance(error, JsException):
            raise python_error(error) from None
        raise


def tick(signalnum, frame):
    """The thread has worked for a while: the others take their turns. CPython: `sys.setswitchinterval`."""
    global is_due
    is_due = True
    if can_run_sync() and _may_switch(frame):
        give_turn()


def give_turn():
    """The others run until each waits, or has worked for a while in its turn."""
    global is_due
    is_due = False
    if several():
        run_until(kernel.turn())


_BACKEND = os.path.dirname(__file__)
#: By file: whether no other thread may run while a function of it does.
_closed = {os.path.join(_BACKEND, "main.py"): False}


def _may_switch(frame):
    """Not within the back-end, whose state is between two states, and not while a module is half imported."""
    while frame.f_back is not None:
        file = frame.f_code.co_filename
        closed = _closed.get(file)
        if closed is None:
            closed = _closed[file] = file.startswith((_BACKEND, _MULTIPROCESSING, "<frozen importlib", "<frozen zipimport"))
        if closed:
            return False
        frame = frame.f_back
    return True


_MULTIPROCESSING = os.path.join(os.path.dirname(_BACKEND), "_multiprocessing.py")


def get_ident():
    return current


class _Waiter:
    """A thread that waits for a lock."""

    __slots__ = ("ident", "number", "has_lock")

    def __init__(self, timeout):
        self.ident = current
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
        if not several():
            return self._wait_for_signal(timeout)
        waiter = _Waiter(timeout)
        self._waiters.append(waiter)
        try:
            return run_until(waiter.number, timeout < 0)
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
                look_for_signals()
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        while self._waiters:
            waiter = self._waiters.pop(0)
            if kernel.wake(waiter.number):
                waiter.has_lock = True
                inside.discard(waiter.ident)
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
    _last += 1
    ident = _last
    handle = Handle() if handle is None else handle
    handle.ident = ident
    handle.daemon = daemon
    handle._running.acquire()
    alive[ident] = handle
    if len(alive) == 2:
        kernel.setTicking(True)

    def run():
        global current
        current = ident
        try:
            function()
        except SystemExit:
            pass
        except BaseException as error:
            message = "Exception ignored in thread started by"
            about = {"exc_type": type(error), "exc_value": error, "exc_traceback": error.__traceback__}
            sys.unraisablehook(SimpleNamespace(**about, err_msg=message, object=function))
        finally:
            current = ident
            alive.pop(ident, None)
            if len(alive) == 1:
                kernel.setTicking(False)
            handle._set_done()

    kernel.beginThread(create_proxy(run))
    return handle


def start_new_thread(function, args, kwargs={}):
    return start_joinable_thread(functools.partial(function, *args, **kwargs)).ident


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

