# Keep a shared counter right with a lock
import time
from multiprocessing import Lock, Process, Value

PROCESSES = 4
TIMES = 50


def count(counter, lock):
    for i in range(TIMES):
        lock.acquire()
        before = counter.value
        time.sleep(0.001)
        counter.value = before + 1
        lock.release()


if __name__ == '__main__':
    counter = Value('i', 0)
    lock = Lock()
    processes = []
    for i in range(PROCESSES):
        p = Process(target=count, args=(counter, lock))
        processes.append(p)
        p.start()
    for p in processes:
        p.join()
    print(f'counted to {counter.value} of {PROCESSES * TIMES}')
