"""
Has CPython's pools tell of their calls. The library stays as it is: what stands between a call and its results is noted.
"""
import functools
import itertools
from contextlib import contextmanager
from multiprocessing import pool

from . import shared, turns
from .kernel import JsException, kernel, python_error
from .tasks import MOST_WORKS, SHIFT


class _Call:
    """A call that is being made."""

    def __init__(self, owner, function, is_single=False, chunksize=1, total=0):
        self.owner, self.name = owner, getattr(function, "__qualname__", type(function).__name__)
        self.is_single, self.chunksize, self.total = is_single, chunksize, total
        self.work = 0

    def job(self):
        owner = self.owner
        if not self.is_single:
            self.work = kernel.newCall(owner._work, False, self.name, owner._processes, self.chunksize, self.total)
            return self.work
        if owner._singles == 0:
            owner._singles = kernel.newCall(owner._work, True, "apply", owner._processes, 1, 0)
        kernel.moreItems(owner._singles, 1)
        return owner._singles | next(owner._serials) << SHIFT

    def counted(self, items):
        for item in items:
            kernel.moreItems(self.work, 1)
            yield item


#: By thread: calls that are being made, one inside the other.
_begun = {}


class _Jobs:
    """CPython: `pool.job_counter`."""

    _others = itertools.count(1)

    def __next__(self):
        calls = _begun.get(turns.current)
        return calls[-1].job() if calls else next(self._others) << SHIFT


@contextmanager
def _making(call):
    calls = _begun.setdefault(turns.current, [])
    calls.append(call)
    try:
        yield
    finally:
        calls.pop()


def _has_processes(owner):
    """A pool of threads is none of the lab's."""
    return hasattr(owner, "_work")


def _put_around(owner, name, outer):
    """Puts a function around one of CPython's, which it is given first."""
    inner = owner.__dict__[name]
    kind = type(inner) if isinstance(inner, (staticmethod, classmethod)) else lambda function: function
    function = getattr(inner, "__func__", inner)

    @functools.wraps(function)
    def around(*args, **kwargs):
        return outer(function, *args, **kwargs)

    setattr(owner, name, kind(around))


def _repopulate(repopulate, self):
    if hasattr(self._inqueue, "_reader"):
        shared.hide_notifier(self)
        name = f"{type(self).__name__}({self._processes})"
        self._tasks_handle = self._inqueue._reader._handle
        self._work = kernel.newPool(self._tasks_handle, self._outqueue._reader._handle, name, self._processes)
        self._singles, self._serials = 0, itertools.count(1)
    repopulate(self)


def _apply_async(apply_async, self, func, *args, **kwargs):
    if not _has_processes(self):
        return apply_async(self, func, *args, **kwargs)
    with _making(_Call(self, func, is_single=True)):
        return apply_async(self, func, *args, **kwargs)


def _map_async(map_async, self, func, *args, **kwargs):
    if not _has_processes(self):
        return map_async(self, func, *args, **kwargs)
    with _making(_Call(self, func)):
        return map_async(self, func, *args, **kwargs)


def _imap(imap, self, func, iterable, chunksize=1):
    if not _has_processes(self):
        return imap(self, func, iterable, chunksize)
    known = len(iterable) if hasattr(iterable, "__len__") else None
    call = _Call(self, func, chunksize=chunksize, total=known or 0)
    with _making(call):
        return imap(self, func, iterable if known is not None else call.counted(iterable), chunksize)


def _init_map_result(init, self, owner, chunksize, length, *args, **kwargs):
    self._length = length
    for call in _begun.get(turns.current, ())[-1:]:
        call.chunksize, call.total = chunksize, length
    init(self, owner, chunksize, length, *args, **kwargs)
    if length == 0:
        kernel.endWork(self._job)


def _settle(set_result, self, i, obj):
    set_result(self, i, obj)
    if isinstance(self, pool.MapResult):
        count = min(self._chunksize, self._length - i * self._chunksize)
    elif isinstance(self, pool.IMapIterator) and isinstance(obj[1], list) and self._is_chunked:
        count = len(obj[1])
    else:
        count = 1
    is_last = self._job <= MOST_WORKS and self._job not in self._cache
    kernel.settledItems(self._job & MOST_WORKS, count, not obj[0], is_last)


def _init_imap(init, self, owner):
    self._is_chunked = any(call.chunksize > 1 for call in _begun.get(turns.current, ())[-1:])
    init(self, owner)


def _set_length(set_length, self, length):
    set_length(self, length)
    if self._job not in self._cache:
        kernel.endWork(self._job)


def _wait(wait, self, timeout=None):
    return wait(self, timeout) if self.ready() else _standing(self._pool, wait, self, timeout)


def _next(next_result, self, timeout=None):
    if self._items or self._index == self._length:
        return next_result(self, timeout)
    return _standing(self._pool, next_result, self, timeout)


def _standing(owner, wait, result, timeout):
    """Waits for results of a pool, which is told."""
    if not _has_processes(owner):
        return wait(result, timeout)
    number = kernel.beginPoolWait(owner._tasks_handle, timeout is not None)
    try:
        return wait(result, timeout)
    except JsException as error:
        raise python_error(error) from None
    finally:
        kernel.endPoolWait(number, False)


def _end(end, self):
    end(self)
    if _has_processes(self):
        for work in (self._singles, self._work):
            kernel.endWork(work)


def _handle(handle, *args):
    """A thread that a pool has for itself."""
    turns.helpers.add(turns.current)
    try:
        handle(*args)
    finally:
        turns.helpers.discard(turns.current)


def install():
    pool.job_counter = _Jobs()
    for owner, name, outer in (
        (pool.Pool, "_repopulate_pool", _repopulate),
        (pool.Pool, "apply_async", _apply_async),
        (pool.Pool, "_map_async", _map_async),
        (pool.Pool, "imap", _imap),
        (pool.Pool, "imap_unordered", _imap),
        (pool.Pool, "terminate", _end),
        (pool.Pool, "join", _end),
        (pool.Pool, "_handle_workers", _handle),
        (pool.Pool, "_handle_tasks", _handle),
        (pool.Pool, "_handle_results", _handle),
        (pool.MapResult, "__init__", _init_map_result),
        (pool.IMapIterator, "__init__", _init_imap),
        (pool.ApplyResult, "_set", _settle),
        (pool.MapResult, "_set", _settle),
        (pool.IMapIterator, "_set", _settle),
        (pool.IMapUnorderedIterator, "_set", _settle),
        (pool.IMapIterator, "_set_length", _set_length),
        (pool.ApplyResult, "wait", _wait),
        (pool.IMapIterator, "next", _next),
    ):
        _put_around(owner, name, outer)
    pool.IMapIterator.__next__ = pool.IMapIterator.next
