"""`multiprocessing.popen_spawn_posix` over the lab's processes."""
import io
import multiprocessing
import sys
from multiprocessing import context, process, reduction, spawn, util

from pyodide.ffi import to_js

from . import turns
from .kernel import DeadlockError, JsException, kernel, python_error


class Popen:
    """A process of the run. CPython: `popen_spawn_posix.Popen`."""

    method = "spawn"

    def __init__(self, process_obj):
        from . import shared, tasks  # they import what takes names of this module

        util._flush_std_streams()
        self.returncode = None
        self.finalizer = None
        payload = io.BytesIO()
        shared.look(sys._getframe())
        context.set_spawning_popen(self)
        try:
            reduction.dump(spawn.get_preparation_data(process_obj._name), payload)
            reduction.dump(process_obj, payload)
        finally:
            context.set_spawning_popen(None)
        try:
            self.sentinel = kernel.spawn(process_obj._name, bool(process_obj.daemon), to_js(payload.getvalue()), tasks.is_worker(process_obj))
        except JsException as error:
            raise python_error(error) from None
        self.pid = kernel.pid(self.sentinel)

    def poll(self, flag=0):
        return self.wait(0)

    def wait(self, timeout=None):
        if self.returncode is None:
            seconds = -1 if timeout is None else max(0.0, timeout)
            self.returncode = turns.waiting(kernel.join, kernel.joinLater, self.sentinel, seconds=seconds)
        return self.returncode

    def terminate(self):
        self._signal(15)

    def kill(self):
        self._signal(9)

    def close(self):
        pass

    def _signal(self, number):
        if self.returncode is None:
            kernel.signal(self.sentinel, number)


def install():
    context.SpawnProcess._Popen = staticmethod(Popen)
    context._concrete_contexts.clear()
    context._concrete_contexts["spawn"] = context.SpawnContext()
    context._default_context._default_context = context._concrete_contexts["spawn"]
    context.DefaultContext.get_all_start_methods = lambda self: ["spawn"]
    # The package took the method as it was.
    multiprocessing.get_all_start_methods = context._default_context.get_all_start_methods
    process._parent_process = None
    multiprocessing.DeadlockError = DeadlockError
    multiprocessing.__all__.append("DeadlockError")
