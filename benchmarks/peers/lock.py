"""What can be acquired and nobody else wants, acquired and released"""
import multiprocessing

RUNS = 5
COUNT = 200_000


def main():
    from figure import repeated, report, timed

    context = multiprocessing.get_context('spawn')
    for figure, wanted in ('lock', context.Lock()), ('rlock.sync', context.RLock()), ('semaphore.sync', context.Semaphore(1)):

        def rounds():
            for _ in range(COUNT):
                wanted.acquire()
                wanted.release()

        rounds()
        report(figure, repeated(RUNS, lambda: COUNT / timed(rounds) * 1000))


if __name__ == '__main__':
    main()
