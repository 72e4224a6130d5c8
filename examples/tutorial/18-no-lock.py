# Count wrong without a lock
import time
from multiprocessing import Process, Value

PROCESSES = 4
TIMES = 50


def count(counter):
    for i in range(TIMES):
        before = counter.value
        time.sleep(0.001)
        counter.value = before + 1


if __name__ == '__main__':
    counter = Value('i', 0)
    processes = []
    for i in range(PROCESSES):
        p = Process(target=count, args=(counter,))
        processes.append(p)
        p.start()
    for p in processes:
        p.join()
    print(f'counted to {counter.value} of {PROCESSES * TIMES}')
