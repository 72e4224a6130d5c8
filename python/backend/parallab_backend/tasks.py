"""
Has a worker of CPython's pools tell of its tasks. The library stays as it is: what stands between a worker and its two
queues is noted.
"""
import functools
from multiprocessing import pool, reduction
from reprlib import Repr

from .kernel import kernel

#: Bytes that a text in short takes, see `TASK_RECORD.shortBytes`.
_SHORT = 60

#: A job has the number of its call among the works; single calls, which are one work, are told apart above it.
SHIFT = 32
MOST_WORKS = 2**SHIFT - 1


class _InShort(Repr):
    """Values in a few words; runs no code of the script."""

    maxlevel, maxtuple, maxlist, maxdict, maxset, maxstring = 2, 4, 4, 3, 4, 40

    def repr_instance(self, value, level):
        if type(value) in (float, complex, bool, bytes, bytearray, range, type(None)):
            return super().repr_instance(value, level)
        return f"<{type(value).__name__}>"


_in_short = _InShort().repr


def _cut(text):
    return text.encode()[:_SHORT].decode(errors="ignore")


def _error_in_short(error):
    if isinstance(error, pool.ExceptionWithTraceback):
        error = error.exc
    first = error.args[0] if error.args else ""
    return f"{type(error).__name__}: {first if isinstance(first, str) else _in_short(first)}"


class _Tasks:
    """The queue that a worker takes its tasks from. CPython: `pool.inqueue`."""

    def __init__(self, queue):
        self._queue = queue
        self.batch = ()

    def get(self):
        queue = self._queue
        with queue._rlock:
            received = queue._reader.recv_bytes()
        kernel.taskTaken(len(received))
        task = reduction.ForkingPickler.loads(received)
        if task is not None:
            job, index, function, args, _ = task
            is_chunk = function in (pool.mapstar, pool.starmapstar)
            self.batch = args[0][1] if is_chunk else args
            kernel.taskBegins(job & MOST_WORKS, index or job >> SHIFT, len(self.batch) if is_chunk else 1)
        return task


class _Results:
    """The queue that a worker puts its results into. CPython: `pool.outqueue`."""

    def __init__(self, queue, tasks):
        self._queue = queue
        self._tasks = tasks

    def put(self, result):
        kernel.taskReturned()
        pickled = reduction.ForkingPickler.dumps(result)
        succeeded, value = result[2]
        if kernel.taskPickled(len(pickled), not succeeded):
            self._tell(succeeded, value)
        queue = self._queue
        with queue._wlock:
            queue._writer.send_bytes(pickled)
        kernel.taskSent()

    def _tell(self, succeeded, value):
        first = value[0] if succeeded and isinstance(value, list) and value else value
        told = _in_short(first) if succeeded else _error_in_short(value)
        items = _in_short(self._tasks.batch[0]) if self._tasks.batch else ""
        kernel.taskTold(_cut(items), _cut(told), not succeeded)


_worker = pool.worker


@functools.wraps(_worker)
def worker(inqueue, outqueue, *args, **kwargs):
    if not hasattr(inqueue, "_writer"):
        return _worker(inqueue, outqueue, *args, **kwargs)  # in a pool of threads
    inqueue._writer.close()
    outqueue._reader.close()
    kernel.beginWorker()
    tasks = _Tasks(inqueue)
    return _worker(tasks, _Results(outqueue, tasks), *args, **kwargs)


def is_worker(process):
    return getattr(process, "_target", None) is worker


def install():
    pool.worker = worker
