"""
Memory that processes share. It is mapped into Python's own, so that Python reads and writes it as any other: at once, for
all processes, with no lock.

To be imported before `multiprocessing.heap` and `multiprocessing.sharedctypes`, which keep what is set here.
"""
import ctypes
import mmap
import os
from types import SimpleNamespace

from pyodide.ffi import to_js

from .kernel import JsException, kernel, python_error

#: The machine's; that of WebAssembly is 65,536.
mmap.PAGESIZE = mmap.ALLOCATIONGRANULARITY = 4096


def _number(name, code):
    return type(name, (ctypes._SimpleCData,), {"_type_": code, "__module__": "ctypes"})


# As on a machine of 64 bits: with 32, `ctypes` has one class for both, of 32 bits.
ctypes.c_int, ctypes.c_uint = _number("c_int", "i"), _number("c_uint", "I")
ctypes.c_long, ctypes.c_ulong = _number("c_long", "q"), _number("c_ulong", "Q")


def _call(function, *args):
    try:
        return function(*args)
    except JsException as error:
        raise python_error(error) from None


class Mapping:
    """Shared memory as bytes, until nobody looks at it any more. CPython: `mmap.mmap`."""

    _address = None

    def __init__(self, descriptor, length):
        if length == 0:
            raise ValueError("cannot mmap an empty file")
        self._exports = 0
        self._address = _call(kernel.mapMemory, descriptor)
        self._bytes = (ctypes.c_ubyte * length).from_address(self._address)

    def __buffer__(self, flags):
        if self._address is None:
            raise ValueError("mmap closed or invalid")
        self._exports += 1
        return memoryview(self._bytes).cast("B")

    def __release_buffer__(self, view):
        self._exports -= 1
        view.release()

    def __len__(self):
        return len(self._bytes)

    def close(self):
        if self._address is None:
            return
        if self._exports:
            raise BufferError("cannot close exported pointers exist")
        address, self._address = self._address, None
        kernel.unmapMemory(address)

    __del__ = close


class Arena:
    """CPython: `heap.Arena`, whose descriptor travels."""

    def __init__(self, size, descriptor=None):
        self.size = size
        self.fd = _call(kernel.newMemory, size) if descriptor is None else descriptor
        self.buffer = Mapping(self.fd, size)

    def __del__(self):
        if "fd" in self.__dict__:
            kernel.closeMemory(self.fd)


def _reduce_arena(arena):
    from multiprocessing import context

    is_spawning = context.get_spawning_popen() is not None
    return _rebuild_arena, (arena.size, kernel.pack(arena.fd, is_spawning).to_bytes())


def _rebuild_arena(size, packed):
    return Arena(size, kernel.unpack(to_js(packed)))


class _Descriptors:
    """`os` for `multiprocessing.shared_memory`, whose descriptors are memory of the run."""

    @staticmethod
    def ftruncate(descriptor, length):
        _call(kernel.truncateMemory, descriptor, length)

    @staticmethod
    def fstat(descriptor):
        return SimpleNamespace(st_size=kernel.memorySize(descriptor))

    @staticmethod
    def close(descriptor):
        kernel.closeMemory(descriptor)

    def __getattr__(self, name):
        return getattr(os, name)


def install():
    from multiprocessing import heap, reduction, resource_tracker, shared_memory

    heap.Arena = Arena
    reduction.register(Arena, _reduce_arena)
    shared_memory.os = _Descriptors()
    shared_memory.mmap = SimpleNamespace(mmap=Mapping, PAGESIZE=mmap.PAGESIZE)
    # What is left is the lab's affair: it gives all back at the run's end, and its laws name what was never unlinked.
    resource_tracker.ensure_running = lambda: None
    resource_tracker.register = resource_tracker.unregister = lambda name, rtype: None
