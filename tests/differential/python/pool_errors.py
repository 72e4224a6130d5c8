"""Errors in a pool's workers."""
import time
from multiprocessing import Pool, TimeoutError, pool

from said import kind, said


class Failed(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


def fail(x):
    if x % 3 == 2:
        raise Failed(x)
    return x


def unpicklable(_):
    return lambda: None


def numbers():
    yield 1
    raise KeyError("no more")


def main():
    with Pool(2) as workers:
        print(said(workers.apply, fail, (2,)), said(workers.map, fail, [0, 1, 5], 1))
        try:
            workers.apply(fail, (5,))
        except Failed as error:
            cause = error.__cause__
            print(error.code, type(cause).__name__, "in fail" in str(cause), str(cause).split('\n')[1])
        noted = []
        result = workers.apply_async(fail, (8,), error_callback=noted.append)
        result.wait()
        print(result.successful(), repr(noted))
        iterator = workers.imap(fail, range(4))
        print([said(next, iterator) for _ in range(5)])
        print(sorted(said(next, iterator) for iterator in [workers.imap_unordered(fail, [1, 2])] for _ in range(3)))
        print(kind(workers.apply, unpicklable, (1,)), kind(workers.apply, lambda: 1))
        print(said(workers.map, fail, numbers()), said(list, workers.imap(fail, numbers())))
        slow = workers.apply_async(time.sleep, (0.3,))
        print(kind(slow.get, 0.01), said(slow.ready), said(slow.successful)[:10])
        print(slow.get(), issubclass(TimeoutError, Exception), pool.MaybeEncodingError.__mro__[1].__name__)


if __name__ == "__main__":
    main()
