"""What one operation costs while 1, 8 or 32 spawned processes use the same queue, lock or pool"""
import multiprocessing

RUNS = 3
PROCESSES = (1, 8, 32)
ROOM = 100
ITEMS = 50_000
FULL = 64_000
TIMES = 3_200_000
TASKS = 20_000
END = -1
PAUSE = -2


def take(items, pauses, resumes):
    taken = 0
    while (item := items.get()) != END:
        if item != PAUSE:
            taken += 1
        else:
            pauses.put(taken)
            resumes.get()
            taken = 0


def put(orders, items):
    while (times := orders.get()) > 0:
        for i in range(times):
            items.put(i)


def hammer(lock, orders, done):
    while (times := orders.get()) > 0:
        for _ in range(times):
            lock.acquire()
            lock.release()
        done.put(times)


def square(x):
    return x * x


def main():
    from figure import repeated, report, timed

    context = multiprocessing.get_context('spawn')

    def cost(figure, operations, work):
        work()
        report(figure, repeated(RUNS, lambda: timed(work) * 1000 / operations))

    def started(processes, target, args_of):
        children = [context.Process(target=target, args=args_of(i)) for i in range(processes)]
        for child in children:
            child.start()
        return children

    def lock_of(processes):
        lock, done = context.Lock(), context.Queue()
        orders = [context.Queue() for _ in range(processes)]
        children = started(processes, hammer, lambda i: (lock, orders[i], done))

        def work():
            for mine in orders:
                mine.put(TIMES // processes)
            for _ in orders:
                done.get()

        cost(f'scaling.lock.{processes}', TIMES, work)
        for mine in orders:
            mine.put(0)
        for child in children:
            child.join()

    def queue_of(processes):
        items, pauses, resumes = queues = [context.Queue() for _ in range(3)]
        children = started(processes, take, lambda _: queues)

        def work():
            for i in range(ITEMS):
                items.put(i)
            for _ in range(processes):
                items.put(PAUSE)
            assert sum(pauses.get() for _ in range(processes)) == ITEMS
            for _ in range(processes):
                resumes.put(0)

        cost(f'scaling.queue.{processes}', ITEMS, work)
        for _ in range(processes):
            items.put(END)
        for child in children:
            child.join()

    def full_queue_of(processes):
        items = context.Queue(ROOM)
        orders = [context.Queue() for _ in range(processes)]
        children = started(processes, put, lambda i: (orders[i], items))

        def work():
            for mine in orders:
                mine.put(FULL // processes)
            for _ in range(FULL):
                items.get()

        cost(f'scaling.full.{processes}', FULL, work)
        for mine in orders:
            mine.put(0)
        for child in children:
            child.join()

    def pool_of(processes):
        with context.Pool(processes) as pool:
            cost(f'scaling.pool.{processes}', TASKS, lambda: pool.map(square, range(TASKS), 1))

    for of in (lock_of, queue_of, full_queue_of, pool_of):
        for processes in PROCESSES:
            of(processes)


if __name__ == '__main__':
    main()
