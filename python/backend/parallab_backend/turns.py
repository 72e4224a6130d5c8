"""
Whose turn it is. Pyodide has one thread of the machine; the queues' feeder, the pool's handlers and the manager's server
need several. Each has a stack of its own (WebAssembly's stack switching), and gives it away where it waits and, while
others could go on, every few milliseconds (`tick`).
"""
import _thread
import os
import sys
import time

from pyodide.ffi import can_run_sync, run_sync

from .kernel import JsException, kernel, python_error

MAIN = 1
#: Of the thread that runs.
current = MAIN
#: Those that the library has for itself, and nobody is told what they wait for.
helpers = set()
#: Handle by ident of the threads that have begun and have not ended.
alive = {MAIN: None}
#: Those that wait for a lock between threads without a time limit: nobody but another thread of this process ends that.
inside = set()
#: Whether the running thread has been reminded of the others at a moment when it could not give its stack away.
is_due = False
#: Whether garbage is being collected, perhaps for a function of JavaScript, whose stack nobody can give away.
_is_collecting = False
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
    if not _is_collecting and can_run_sync() and _may_switch(frame) and not _is_writing():
        give_turn()


def _is_writing():
    """
    Whether the thread was reminded in the middle of what it writes. CPython's other threads would wait for the stream; all
    threads here are one to it, and to the second it says "reentrant call". (Writing nothing asks just that.)
    """
    return any(_is_busy(stream) for stream in (sys.__stdout__, sys.__stderr__))


def _is_busy(stream):
    try:
        stream.buffer.write(b"")
    except RuntimeError:
        return True
    except (AttributeError, ValueError):  # Closed.
        pass
    return False


def note_collection(phase, info):
    """CPython: `gc.callbacks`."""
    global _is_collecting
    _is_collecting = phase == "start"


def give_turn():
    """The others run until each waits, or has worked for a while in its turn."""
    global is_due
    is_due = False
    if several():
        run_until(kernel.turn())


_BACKEND = os.path.dirname(__file__)
#: By file: whether no other thread may run while a function of it does.
_closed = {os.path.join(_BACKEND, "main.py"): False}
#: Where the stacks of threads begin; others are JavaScript's, which asks for something.
_ENTRIES = {os.path.join(_BACKEND, "main.py"), os.path.join(_BACKEND, "threads.py")}


def _may_switch(frame):
    """Not within the back-end, whose state is between two states, and not while a module is half imported."""
    if frame.f_back is None:  # It begins or ends.
        return False
    while frame.f_back is not None:
        file = frame.f_code.co_filename
        closed = _closed.get(file)
        if closed is None:
            closed = _closed[file] = file.startswith((_BACKEND, _MULTIPROCESSING, "<frozen importlib", "<frozen zipimport"))
        if closed:
            return False
        frame = frame.f_back
    return frame.f_code.co_filename in _ENTRIES


_MULTIPROCESSING = os.path.join(os.path.dirname(_BACKEND), "_multiprocessing.py")
