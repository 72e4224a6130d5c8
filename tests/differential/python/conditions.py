"""Conditions and events."""
from multiprocessing import Condition, Event, Lock, Process, SimpleQueue

from said import said


def wait(condition, ready, queue):
    with condition:
        ready.put(True)
        queue.put(condition.wait(60))


def wait_for(event, queue):
    queue.put((event.is_set(), event.wait(60), event.is_set()))


def main():
    condition, ready, queue = Condition(), SimpleQueue(), SimpleQueue()
    print(said(condition.wait, 0.01), said(condition.notify), condition)
    with condition:
        print(condition.wait(0.01), condition.wait_for(lambda: False, 0.01), condition.wait_for(lambda: 5))
    waiters = [Process(target=wait, args=(condition, ready, queue)) for _ in range(2)]
    for one in waiters:
        one.start()
    for _ in waiters:
        ready.get()
    with condition:
        condition.notify()
    print(queue.get(), queue.empty())
    with condition:
        condition.notify_all()
    print(queue.get())
    for one in waiters:
        one.join()
    print(Condition(Lock()))

    event = Event()
    print(event.is_set(), event.wait(0.01), str(event)[-6:])
    p = Process(target=wait_for, args=(event, queue))
    p.start()
    event.set()
    print(queue.get()[1:], event.wait(), str(event)[-4:])
    p.join()
    event.clear()
    print(event.is_set())


if __name__ == "__main__":
    main()
