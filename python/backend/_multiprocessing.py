"""CPython's `_multiprocessing`: semaphores over the lab's own, in the run's shared memory."""
import errno
import os
from multiprocessing import context

from parallab_backend import turns
from parallab_backend.kernel import JsException, kernel, python_error
from pyodide.ffi import to_js

RECURSIVE_MUTEX, SEMAPHORE = 0, 1
flags = {"HAVE_SEM_OPEN": 1, "HAVE_SEM_TIMEDWAIT": 1}


def sem_unlink(name):
    """A semaphore of the run has no name in the system."""


class SemLock:
    """CPython: `Modules/_multiprocessing/semaphore.c`."""

    SEM_VALUE_MAX = 2**31 - 1

    def __init__(self, kind, value, maxvalue, name, unlink, handle=None):
        if not 0 <= value <= maxvalue:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self.kind, self.maxvalue, self.name = kind, maxvalue, None
        is_recursive = kind == RECURSIVE_MUTEX
        if handle is None:
            handle = kernel.newSemLock(value, maxvalue, is_recursive)
        else:
            kernel.openSemLock(handle, is_recursive)
        self._handle = handle

    @property
    def handle(self):
        """A number in this process; what another one makes it of while one is being started."""
        if context.get_spawning_popen() is None:
            return self._handle
        return kernel.pack(self._handle, True).to_bytes()

    @classmethod
    def _rebuild(cls, handle, kind, maxvalue, name):
        return cls(kind, 0, maxvalue, name, False, kernel.unpack(to_js(handle)))

    # The lab counts for each process how often it has acquired it, and which of its threads did so last. Calls that it
    # answers with None it does not answer at once.

    def acquire(self, block=True, timeout=None):
        return kernel.acquireAtOnce(self._handle) or self._wait(block, timeout)

    def _wait(self, block, timeout):
        seconds = 0 if not block else -1 if timeout is None else max(0.0, float(timeout))
        # Also when nobody waits: a signal may have come.
        if not turns.waiting(kernel.acquire, kernel.acquireLater, self._handle, seconds=seconds):
            return False
        kernel.acquired(self._handle)
        return True

    def release(self):
        kernel.releaseAtOnce(self._handle) or self._release()

    def _release(self):
        if self.kind == RECURSIVE_MUTEX and not self._is_mine():
            raise AssertionError("attempt to release recursive lock not owned by thread")
        try:
            kernel.release(self._handle)
        except JsException as error:
            raise python_error(error) from None

    __enter__ = acquire

    def __exit__(self, *_):
        self.release()

    def _count(self):
        return kernel.acquisitions(self._handle)

    def _is_mine(self):
        return kernel.isMine(self._handle)

    def _get_value(self):
        return kernel.semaphoreValue(self._handle)

    def _is_zero(self):
        return kernel.semaphoreValue(self._handle) == 0
