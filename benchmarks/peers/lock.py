"""A Lock that nobody else wants, acquired and released"""
import multiprocessing

RUNS = 5
COUNT = 200_000


def main():
    from figure import repeated, report, timed

    lock = multiprocessing.get_context('spawn').Lock()

    def rounds():
        for _ in range(COUNT):
            lock.acquire()
            lock.release()

    rounds()
    report('lock', repeated(RUNS, lambda: COUNT / timed(rounds) * 1000))


if __name__ == '__main__':
    main()
