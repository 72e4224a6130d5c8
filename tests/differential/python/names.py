"""The names that processes get, and who is whose child."""
import itertools
from multiprocessing import Process, SimpleQueue, active_children, current_process, parent_process, process

from said import said


def nest(queue, depth):
    queue.put((depth, current_process().name, parent_process().name, len(current_process()._identity)))
    if depth > 0:
        p = Process(target=nest, args=(queue, depth - 1))
        p.start()
        queue.put([child.name == p.name for child in active_children()] in ([], [True]))
        p.join()


def main():
    process._process_counter = itertools.count(1)
    queue = SimpleQueue()
    p = Process(target=nest, args=(queue, 1))
    p.start()
    p.join()
    while not queue.empty():
        print(queue.get())
    p.name = "another"
    print(p.name, said(setattr, p, "name", 5), type(p.authkey).__name__, len(p.authkey))
    print(said(p.authkey.__reduce__))


if __name__ == "__main__":
    main()
