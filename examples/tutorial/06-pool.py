# Let a pool of two do four jobs
import sys
import time
from multiprocessing import Pool

# A number as argument makes all waits that many times as long: 0.1 for a tenth.
PACE = float(sys.argv[1]) if len(sys.argv) > 1 else 1

work_data = (['A', 5], ['B', 2], ['C', 1], ['D', 3])


def work_log(work):
    name, seconds = work
    print(f'Process name is {name} waiting time is {seconds} seconds')
    time.sleep(seconds * PACE)
    print(f'Process {name} Executed.')


if __name__ == '__main__':
    pool = Pool(2)
    pool.map(work_log, work_data)
    pool.close()
    pool.join()
