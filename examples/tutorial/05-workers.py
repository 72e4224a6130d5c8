# Share eight tasks among three processes
import sys
import time
from multiprocessing import Process, Queue, current_process
from queue import Empty

# A number as argument makes all waits that many times as long: 0.1 for a tenth.
PACE = float(sys.argv[1]) if len(sys.argv) > 1 else 1
TASKS = 8
PROCESSES = 3


def work(to_do, done):
    while True:
        try:
            task = to_do.get_nowait()
        except Empty:
            break
        print(task)
        done.put(f'{task} is done by {current_process().name}')
        time.sleep(0.5 * PACE)


if __name__ == '__main__':
    to_do = Queue()
    done = Queue()
    for i in range(TASKS):
        to_do.put(f'Task no {i}')

    processes = []
    for i in range(PROCESSES):
        p = Process(target=work, args=(to_do, done))
        processes.append(p)
        p.start()
    for p in processes:
        p.join()

    while not done.empty():
        print(done.get())
