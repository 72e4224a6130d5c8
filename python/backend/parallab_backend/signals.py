"""
`signal` and `os.kill` for the processes of a run. A signal is a number where the interpreter looks between byte codes;
the main thread runs its handler, as in CPython, whichever thread is at work when it comes.
"""
import _thread
import errno
import os
import signal

from . import turns
from .kernel import kernel

#: What asks a thread to let the others have their turn: no signal of the system, whose names a script may use.
TICK = 64

#: By number, what a script has set; the interpreter itself knows `_deliver` only.
_handlers = {}
_signal, _getsignal = signal.signal, signal.getsignal


def _deliver(number, frame):
    if turns.current == turns.MAIN:
        _handlers[number](number, frame)
    else:
        turns.leave_to_main(number)


def getsignal(signalnum):
    """CPython: `signal.getsignal`."""
    handler = _getsignal(signalnum)
    return _handlers[signalnum] if handler is _deliver else handler


def set_signal(signalnum, handler):
    """CPython: `signal.signal`."""
    if turns.current != turns.MAIN:
        raise ValueError("signal only works in main thread of the main interpreter")
    if signalnum in (signal.SIGKILL, signal.SIGSTOP):
        raise OSError(errno.EINVAL, "Invalid argument")
    previous = getsignal(signalnum)
    is_function = callable(handler)
    _signal(signalnum, _deliver if is_function else handler)
    if is_function:
        _handlers[int(signalnum)] = handler
    if signalnum != signal.SIGINT:
        kernel.heed(int(signalnum), is_function or handler == signal.SIG_IGN)
    return previous


def kill(pid, signalnum):
    """CPython: `os.kill`; of the system's processes it reaches those of the run."""
    number = int(signalnum)
    if pid == os.getpid() and (number == signal.SIGINT or number and _getsignal(number) != signal.SIG_DFL):
        _thread.interrupt_main(number)
    elif not kernel.kill(pid, number):
        raise ProcessLookupError(errno.ESRCH, "No such process")


def raise_signal(signalnum):
    """CPython: `signal.raise_signal`."""
    kill(os.getpid(), signalnum)


def install():
    _signal(TICK, turns.tick)
    _handlers[int(signal.SIGINT)] = signal.default_int_handler
    _signal(signal.SIGINT, _deliver)
    signal.signal, signal.getsignal, signal.raise_signal = set_signal, getsignal, raise_signal
    os.kill = kill
