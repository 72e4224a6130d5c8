"""Queues: bounds, time-outs, what is waited for, what is closed."""
import time
from multiprocessing import JoinableQueue, Process, Queue, SimpleQueue
from queue import Empty, Full

from said import kind, said


def produce(queue, numbers):
    for number in numbers:
        queue.put(number)


def work(queue):
    for _ in range(3):
        queue.get()
        queue.task_done()


def main():
    queue = Queue(2)
    print(kind(queue.get_nowait), kind(queue.get, True, 0.05), queue.empty())
    queue.put(1), queue.put(2)
    print(queue.full(), kind(queue.put_nowait, 3), kind(queue.put, 3, timeout=0.05), queue.qsize())
    print(queue.get(), queue.get(timeout=30), kind(queue.get, False), issubclass(Empty, Exception), issubclass(Full, Exception))
    start = time.monotonic()
    print(kind(queue.get, timeout=0.2), 0.15 < time.monotonic() - start < 30)

    p = Process(target=produce, args=(queue, range(5)))
    p.start()
    print([queue.get() for _ in range(5)])
    p.join()
    queue.close()
    print(kind(queue.put, 1), kind(queue.get), queue.join_thread())

    joinable = JoinableQueue()
    p = Process(target=work, args=(joinable,))
    p.start()
    produce(joinable, range(3))
    joinable.join()
    p.join()
    print("joined", said(joinable.task_done))

    simple = SimpleQueue()
    p = Process(target=produce, args=(simple, ["a", None, ("b", 1)]))
    p.start()
    print([simple.get() for _ in range(3)], simple.empty())
    p.join()
    simple.close()
    print(said(simple.put, 1))


if __name__ == "__main__":
    main()
