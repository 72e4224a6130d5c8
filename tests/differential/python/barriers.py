"""Processes that wait for each other."""
import threading
from multiprocessing import Barrier, Process, SimpleQueue

from said import kind


def note(queue):
    queue.put("action")


def meet(barrier, queue):
    queue.put(barrier.wait(60))
    queue.put(barrier.wait(60))


def breaks(barrier, queue):
    queue.put(kind(barrier.wait, 60))


def main():
    queue, actions = SimpleQueue(), SimpleQueue()
    barrier = Barrier(3)
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    others = [Process(target=meet, args=(barrier, queue)) for _ in range(2)]
    for one in others:
        one.start()
    numbers = [barrier.wait(), barrier.wait()]
    for one in others:
        one.join()
    print(sorted(numbers + [queue.get() for _ in range(4)]))
    print(kind(barrier.wait, 0.05), barrier.broken, kind(barrier.wait), issubclass(threading.BrokenBarrierError, RuntimeError))
    barrier.reset()
    print(barrier.broken)
    p = Process(target=breaks, args=(barrier, queue))
    p.start()
    while barrier.n_waiting == 0:
        pass
    barrier.abort()
    print(queue.get(), barrier.broken)
    p.join()
    single = Barrier(1, note.__get__(actions), 5)
    print(single.wait(), actions.get())


if __name__ == "__main__":
    main()
