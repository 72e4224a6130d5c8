"""Four processes that wait until they are ended; the bench measures them from outside"""
import multiprocessing
import os
import time

COUNT = 4


def idle(ready):
    ready.put(os.getpid())
    time.sleep(600)


if __name__ == '__main__':
    ready = multiprocessing.SimpleQueue()
    children = [multiprocessing.Process(target=idle, args=(ready,), daemon=True) for _ in range(COUNT)]
    for child in children:
        child.start()
    print(*[ready.get() for _ in children], flush=True)
    time.sleep(3)
