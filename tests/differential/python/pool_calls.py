"""What the calls of a pool give."""
from multiprocessing import Pool

from said import said


def square(x):
    return x * x


def power(base, exponent=2):
    return base**exponent


def main():
    with Pool(2) as pool:
        print(pool.apply(power, (2,), {"exponent": 5}), pool.map(square, range(10)), pool.map(square, []))
        print(pool.map(square, range(7), chunksize=3), pool.starmap(power, [(2, 3), (3, 3)]))
        print(list(pool.imap(square, range(6))), sorted(pool.imap_unordered(square, range(6), 2)))
        called = []
        result = pool.apply_async(power, (3, 3), callback=called.append)
        print(result.get(), called, result.ready(), result.successful())
        result = pool.map_async(square, range(5), callback=called.append)
        result.wait()
        print(result.get(), called)
        iterator = pool.imap(square, [4])
        print(iterator.next(timeout=30), said(next, iterator))
        print(said(pool.imap, square, [1], 0), said(pool.join))
    print(said(pool.map, square, [1]))
    print(said(Pool, 0))
    with Pool(1) as pool:
        pool.close()
        pool.join()
        print(said(pool.apply, square, (1,)))


if __name__ == "__main__":
    main()
