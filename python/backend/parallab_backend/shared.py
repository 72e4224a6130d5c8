"""
What the window calls the things that a script shares, and as what it shows them. CPython makes a queue of a pipe, two locks
and a semaphore: who waits for one of these waits for the queue.
"""
import functools
import sys
from multiprocessing import connection, pool, queues, sharedctypes, synchronize

from .kernel import kernel

#: Values of one list that get a name, and lists and objects inside each other that are looked through.
_MOST, _DEEPEST = 1000, 2

#: Things made so far, and how it was at the last look.
_made = 0
#: Things of several parts that are being made, one inside the other.
_depth = 0
_looked = None
#: The number of the first end of a pipe by that of either.
_first_end = {}


def look(frame):
    """
    Names what stands in the variables of the script's functions, from this frame outwards, and in its globals.

    Looks once only as long as nothing new is made.
    """
    global _looked
    if _looked == (_made, frame.f_code):
        return
    _looked = (_made, frame.f_code)
    ends = {}
    main = sys.modules["__main__"].__dict__
    scopes = []
    while frame is not None:
        if frame.f_globals is main and frame.f_locals is not main:
            scopes.append(frame.f_locals)
        frame = frame.f_back
    scopes.append(main)
    # A variable of its own says more than a place in a list.
    for deepest in (0, _DEEPEST):
        for variables in scopes:
            for label, value in list(variables.items()):
                if not label.startswith("__"):
                    _name(label, value, ends, deepest)
    for handle in ends:
        first = _first_end.get(handle)
        if first is not None:
            kernel.nameShared(first, "|".join(ends[end] for end in (first, first + 1) if end in ends))


def _name(label, value, ends, deeper):
    if isinstance(value, connection.Connection):
        if not value.closed:
            ends.setdefault(value._handle, label)
        return
    handles = _handles(value)
    if handles:
        for handle in handles:
            kernel.nameShared(handle, label)
    elif deeper == 0:
        return
    elif isinstance(value, (list, tuple)):
        for i, each in enumerate(value[:_MOST]):
            _name(f"{label}[{i}]", each, ends, deeper - 1)
    elif isinstance(value, dict):
        for key, each in list(value.items())[:_MOST]:
            if isinstance(key, (int, str)):
                _name(f"{label}[{key!r}]", each, ends, deeper - 1)
    elif type(value).__module__ in ("__main__", "__mp_main__") and hasattr(value, "__dict__"):
        for key, each in list(vars(value).items())[:_MOST]:
            _name(f"{label}.{key}", each, ends, deeper - 1)


def _handles(value):
    """Those of the chief parts of something that processes share."""
    if isinstance(value, synchronize.SemLock):
        return (value._semlock._handle,)
    if isinstance(value, synchronize.Condition):
        return value._wait_semaphore._semlock._handle, value._lock._semlock._handle
    if isinstance(value, synchronize.Event):
        return (value._flag._semlock._handle,)
    if isinstance(value, synchronize.Barrier):
        return (value._cond._wait_semaphore._semlock._handle,)
    if isinstance(value, (queues.Queue, queues.SimpleQueue)):
        return (value._reader._handle,)
    if isinstance(value, pool.Pool) and not isinstance(value, pool.ThreadPool):
        return (value._inqueue._reader._handle,)
    if isinstance(value, sharedctypes.SynchronizedBase) and isinstance(value._lock, synchronize.SemLock):
        return (value._lock._semlock._handle,)
    return ()


def _show_as(one, kind, limit=0, wait="", send=""):
    kernel.showAs(_handle(one), kind, limit, wait, send)


def _show_in(one, whole, wait="", send=""):
    kernel.showIn(_handle(one), _handle(whole), wait, send)


def _handle(one):
    return one._handle if isinstance(one, connection.Connection) else one._semlock._handle


def _rlock(lock):
    _show_as(lock, "RLock", 0, "RLock.acquire")


def _bounded(semaphore):
    _show_as(semaphore, "BoundedSemaphore", semaphore._semlock.maxvalue, "BoundedSemaphore.acquire")


def _condition(condition):
    _show_as(condition._wait_semaphore, "Condition", 0, "Condition.wait")
    for part in (condition._sleeping_count, condition._woken_count):
        _show_in(part, condition._wait_semaphore, "Condition.wait")


def _of_condition(condition, whole, wait):
    parts = (condition._lock, condition._sleeping_count, condition._woken_count, condition._wait_semaphore)
    for part in parts:
        if part is not whole:
            _show_in(part, whole, wait)


def _event(event):
    _show_as(event._flag, "Event", 0, "Event.wait")
    _of_condition(event._cond, event._flag, "Event.wait")


def _barrier(barrier):
    whole = barrier._cond._wait_semaphore
    _show_as(whole, "Barrier", barrier._parties, "Barrier.wait")
    _of_condition(barrier._cond, whole, "Barrier.wait")


def _queue(queue, kind="Queue"):
    bound = queue._maxsize
    limit = 0 if bound == synchronize.SEM_VALUE_MAX else bound
    _show_as(queue._reader, kind, limit, "Queue.get", "Queue.put")
    _show_in(queue._rlock, queue._reader, "Queue.get")
    _show_in(queue._wlock, queue._reader, "Queue.put")
    _show_in(queue._sem, queue._reader, "Queue.put")


def _joinable_queue(queue):
    _queue(queue, "JoinableQueue")
    _show_in(queue._unfinished_tasks, queue._reader)
    _of_condition(queue._cond, queue._reader, "JoinableQueue.join")


def _simple_queue(queue):
    _show_as(queue._reader, "SimpleQueue", 0, "Queue.get", "Queue.put")
    _show_in(queue._rlock, queue._reader, "Queue.get")
    _show_in(queue._wlock, queue._reader, "Queue.put")


def _pool(one):
    """Whoever has nothing to do waits for a task, whoever called it for its results."""
    tasks = one._inqueue._reader
    _show_as(tasks, "Pool", 0, "task", "Queue.put")
    _show_in(one._inqueue._rlock, tasks, "task")
    _show_in(one._inqueue._wlock, tasks, "Queue.put")
    _show_in(one._outqueue._reader, tasks, "Pool", "Queue.put")
    _show_in(one._outqueue._wlock, tasks, "Queue.put")


def hide_notifier(one):
    """Of a pool: the queue by which it wakes a thread of its own."""
    _show_in(one._change_notifier._reader, one._inqueue._reader)


def _nothing(one):
    """It is made, and may be looked for."""


def _note_pipe(ends):
    first, second = ends
    _first_end[first._handle] = _first_end[second._handle] = min(first._handle, second._handle)


def _after(owner, name, note, of_result=False, of_parts=False):
    """
    Has `note` called with what a function of CPython's has made: its result, or the object that it sets up, perhaps of
    several parts, which are not shown meanwhile.
    """
    function = getattr(owner, name)

    @functools.wraps(function)
    def noting(*args, **kwargs):
        global _made, _depth
        _depth += of_parts
        kernel.setInMaking(_depth > 0)
        try:
            result = function(*args, **kwargs)
            note(result if of_result else args[0])
        finally:
            _made += 1
            _depth -= of_parts
            kernel.setInMaking(_depth > 0)
        return result

    setattr(owner, name, noting)


def install():
    for owner, note in (
        (synchronize.SemLock, _nothing),
        (pool.Pool, _nothing),  # it has no name before its workers are up
        (synchronize.RLock, _rlock),
        (synchronize.BoundedSemaphore, _bounded),
    ):
        _after(owner, "__init__", note)
    for owner, note in (
        (synchronize.Condition, _condition),
        (synchronize.Event, _event),
        (synchronize.Barrier, _barrier),
        (queues.Queue, _queue),
        (queues.JoinableQueue, _joinable_queue),
        (queues.SimpleQueue, _simple_queue),
    ):
        _after(owner, "__init__", note, of_parts=True)
    _after(pool.Pool, "_setup_queues", _pool, of_parts=True)
    _after(connection, "Pipe", _note_pipe, of_result=True)
