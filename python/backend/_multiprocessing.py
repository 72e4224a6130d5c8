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
        #: how often this process has acquired it, and which of its threads did so last
        self._times = 0
        self._thread = 0
        self._handle = kernel.newSemaphore(value, maxvalue) if handle is None else handle

    @property
    def handle(self):
        """A number in this process; what another one makes it of while one is being started."""
        if context.get_spawning_popen() is None:
            return self._handle
        return kernel.pack(self._handle, True).to_bytes()

    @classmethod
    def _rebuild(cls, handle, kind, maxvalue, name):
        return cls(kind, 0, maxvalue, name, False, kernel.unpack(to_js(handle)))

    def acquire(self, block=True, timeout=None):
        if self.kind == RECURSIVE_MUTEX and self._times > 0 and self._thread == turns.current:
            self._times += 1
            return True
        # What is free is had at once. Also false when a signal has come: whoever waits deals with it.
        if not kernel.acquireAtOnce(self._handle):
            seconds = 0 if not block else -1 if timeout is None else max(0.0, float(timeout))
            if not turns.waiting(kernel.acquire, kernel.acquireLater, self._handle, seconds=seconds):
                return False
        self._times += 1
        self._thread = turns.current
        return True

    def release(self):
        if self.kind == RECURSIVE_MUTEX:
            if self._times <= 0 or self._thread != turns.current:
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._times > 1:
                self._times -= 1
                return
        if not kernel.releaseAtOnce(self._handle):
            self._release_or_raise()
        self._times -= 1

    def _release_or_raise(self):
        try:
            kernel.release(self._handle)
        except JsException as error:
            raise python_error(error) from None

    __enter__ = acquire

    def __exit__(self, *_):
        self.release()

    def _count(self):
        return self._times

    def _is_mine(self):
        return self._times > 0 and self._thread == turns.current

    def _get_value(self):
        return kernel.semaphoreValue(self._handle)

    def _is_zero(self):
        return kernel.semaphoreValue(self._handle) == 0

    def _after_fork(self):
        self._times = 0
