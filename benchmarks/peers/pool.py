"""What a task of a Pool of 2 spawned workers costs"""
import multiprocessing

RUNS = 5
WARM = 20
APPLIED = 1000


def square(x):
    return x * x


def main():
    from figure import repeated, report, timed

    with multiprocessing.get_context('spawn').Pool(2) as pool:

        def rate(count, chunksize=None):
            results = []
            time = timed(lambda: results.extend(pool.map(square, range(count), chunksize)))
            assert results[-1] == (count - 1) ** 2
            return count / time * 1000

        def applied():
            def work():
                for i in range(APPLIED):
                    pool.apply(square, (i,))

            return timed(work) * 1000 / APPLIED

        report('pool.map-first', [rate(100_000)])
        repeated(WARM, lambda: rate(100_000))
        report('pool.map', repeated(RUNS, lambda: rate(100_000)))
        rate(10_000, 1)
        report('pool.map-single', repeated(RUNS, lambda: rate(10_000, 1)))
        applied()
        report('pool.apply', repeated(RUNS, applied))


if __name__ == '__main__':
    main()
