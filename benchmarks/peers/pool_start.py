"""pool_start.py METHOD: a Pool of 2, from its creation to its first result"""
import multiprocessing
import sys

RUNS = 7


def square(x):
    return x * x


def main():
    from figure import now, repeated, report

    context = multiprocessing.get_context(sys.argv[1])

    def start():
        begin = now()
        pool = context.Pool(2)
        assert pool.apply(square, (2,)) == 4
        time = now() - begin
        pool.terminate()
        pool.join()
        return time

    start()
    report('pool-start', repeated(RUNS, start))


if __name__ == '__main__':
    main()
