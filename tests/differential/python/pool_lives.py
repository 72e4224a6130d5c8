"""The lives of a pool's workers."""
import os
from multiprocessing import Pool, current_process

from said import said

given = None


def prepare(value):
    global given
    given = value


def look(_):
    return given, current_process().daemon, current_process().name.split("-")[0]


def who(_):
    return os.getpid()


def main():
    with Pool(1, initializer=prepare, initargs=("prepared",)) as pool:
        print(pool.map(look, range(2)), repr(pool).split(" pool_size")[1])
    with Pool(1, maxtasksperchild=2) as pool:
        pids = pool.map(who, range(6), chunksize=1)
        print([pids.index(pid) for pid in pids])
    print(said(Pool, 1, maxtasksperchild=0), said(Pool, 1, initializer="no function"))
    pool = Pool(2)
    workers = list(pool._pool)
    pool.terminate()
    pool.join()
    print([worker.is_alive() for worker in workers], said(pool.apply, who, (1,)))


if __name__ == "__main__":
    main()
