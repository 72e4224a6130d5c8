"""`concurrent.futures.ProcessPoolExecutor`."""
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed, wait
from multiprocessing import current_process

from said import kind, said

prepared = []


def square(x):
    return x * x


def fail(x):
    raise LookupError(x)


def prepare(word):
    prepared.append(word)


def look():
    return prepared, current_process().daemon


def main():
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(square, range(8))), list(executor.map(square, range(8), chunksize=3)))
        futures = [executor.submit(square, x) for x in range(4)]
        print(sorted(future.result() for future in as_completed(futures)), all(future.done() for future in futures))
        failed = executor.submit(fail, 5)
        print(said(failed.result), repr(failed.exception()), type(failed.exception().__cause__).__name__)
        done, not_done = wait([executor.submit(pow, 2, 3), executor.submit(time.sleep, 0)])
        print(len(done), len(not_done), sorted(str(future.result()) for future in done))
        print(kind(executor.submit(time.sleep, 0.3).result, 0.01), kind(executor.submit(lambda: 1).result))
    print(said(executor.submit, square, 1))
    with ProcessPoolExecutor(1, initializer=prepare, initargs=("word",)) as executor:
        print(executor.submit(look).result())
        broken = executor.submit(os._exit, 3)
        print(kind(broken.result), kind(executor.submit, square, 1))
    print(said(ProcessPoolExecutor, 0), said(ProcessPoolExecutor, 1, initializer=5))


if __name__ == "__main__":
    main()
