"""The lab's functions: numbers, texts and bytes go in and out, see python/kernel."""
import builtins

from pyodide.ffi import JsException


class Kernel:
    """The functions; the interpreter finds what an instance of a class of Python has faster than anything else."""


#: Filled when the process has come up: a snapshot of memory holds nothing of JavaScript.
kernel = Kernel()

#: errno of the errors of the operating system that the lab names as CPython does.
_ERRNO = {"BrokenPipeError": 32, "SegmentFullError": 12, "ConnectionRefusedError": 111, "FileExistsError": 17, "FileNotFoundError": 2, "OSError": 9}


class ProcessLimitError(OSError):
    """The run has as many live processes as it may have."""


class DeadlockError(RuntimeError):
    """The wait was ended to break a deadlock. CPython has none: here it is `multiprocessing.DeadlockError`."""

    __module__ = "multiprocessing"


_OWN = {"ProcessLimitError": ProcessLimitError, "DeadlockError": DeadlockError, "SegmentFullError": OSError}


def attach(bridge):
    for name in bridge.object_keys():
        setattr(kernel, name, getattr(bridge, name))


def python_error(error: JsException) -> BaseException:
    """The error of Python that an error of the lab stands for; others stay what they are."""
    of = _OWN.get(error.name) or getattr(builtins, error.name, None)
    if not (isinstance(of, type) and issubclass(of, BaseException)):
        return error
    if of is EOFError:
        return EOFError()  # CPython has no words for it
    number = _ERRNO.get(error.name)
    return of(error.message) if number is None else of(number, error.message)
