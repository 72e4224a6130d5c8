"""A Value raised by one under its lock: by one process alone, and by two at once"""
import multiprocessing
import time

RUNS = 5
COUNT = 200_000


def add(value, count):
    for _ in range(count):
        with value.get_lock():
            value.value += 1


def worker(value, orders, done):
    while count := orders.get():
        add(value, count)
        done.put(time.monotonic_ns() / 1e6)


def main():
    from figure import now, repeated, report, timed

    context = multiprocessing.get_context('spawn')
    value = context.Value('i')
    add(value, COUNT // 4)
    report('value', repeated(RUNS, lambda: COUNT / timed(lambda: add(value, COUNT)) * 1000))

    orders = [context.SimpleQueue(), context.SimpleQueue()]
    done = context.SimpleQueue()
    workers = [context.Process(target=worker, args=(value, mine, done)) for mine in orders]
    for each in workers:
        each.start()

    def both(count):
        begin = now()
        for mine in orders:
            mine.put(count)
        ends = [done.get(), done.get()]
        return 2 * count * 1000 / (max(ends) - begin)

    both(COUNT // 4)
    report('value.two', repeated(RUNS, lambda: both(COUNT)))
    for mine in orders:
        mine.put(0)
    for each in workers:
        each.join()


if __name__ == '__main__':
    main()
