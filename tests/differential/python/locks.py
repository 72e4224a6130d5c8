"""Locks and semaphores."""
from multiprocessing import BoundedSemaphore, Lock, Process, RLock, Semaphore, SimpleQueue

from said import kind, said


def try_it(lock, queue):
    queue.put((lock.acquire(False), lock.acquire(timeout=0.05), said(lock.release)))


def count(lock, file, times):
    for _ in range(times):
        with lock:
            file.put(file.get() + 1)


def in_child(*args):
    p = Process(target=try_it, args=args)
    p.start()
    p.join()


def main():
    queue = SimpleQueue()
    lock, rlock = Lock(), RLock()
    print(lock, rlock, lock.acquire(), lock.acquire(False), lock, lock.release(), said(lock.release))
    with lock, rlock, rlock:
        print(lock, rlock)
        in_child(rlock, queue)
        print(queue.get())
    print(rlock.acquire(), rlock.acquire(), rlock.release(), rlock.release(), said(rlock.release))
    semaphore, bounded = Semaphore(2), BoundedSemaphore(1)
    print(semaphore, bounded, semaphore.acquire(), semaphore.get_value(), semaphore.acquire(), semaphore.acquire(False))
    in_child(semaphore, queue)
    print(queue.get(), semaphore.get_value())
    print(bounded.acquire(), bounded.release(), said(bounded.release), kind(Semaphore, -1))
    cell = SimpleQueue()
    cell.put(0)
    counters = [Process(target=count, args=(lock, cell, 20)) for _ in range(2)]
    for one in counters:
        one.start()
    for one in counters:
        one.join()
    print(cell.get())


if __name__ == "__main__":
    main()
