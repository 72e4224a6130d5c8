"""Daemons: they end with their parent, and may have no children."""
import time
from multiprocessing import Process, SimpleQueue, current_process

from said import said


def stay(up):
    up.put(current_process().daemon)
    time.sleep(60)


def nest(queue):
    queue.put(said(Process(target=print).start))


def parent(queue):
    up = SimpleQueue()
    Process(target=stay, args=(up,), daemon=True).start()
    queue.put(up.get())


def main():
    queue = SimpleQueue()
    p = Process(target=parent, args=(queue,))
    p.start()
    p.join()
    print(queue.get(), "its daemon did not hold it", p.exitcode)
    p = Process(target=nest, args=(queue,), daemon=True)
    p.start()
    print(queue.get())
    p.join()
    print(p.daemon, p.exitcode)


if __name__ == "__main__":
    main()
