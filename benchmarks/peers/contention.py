"""What several processes want at once, and an event set by one and awaited by the other, in turns"""
import multiprocessing

RUNS = 5
COUNT = 200_000
TRIPS = 3000


def want(wanted, gate, spans, count):
    from figure import now

    for _ in range(RUNS + 1):
        gate.wait()
        begin = now()
        for _ in range(count):
            wanted.acquire()
            wanted.release()
        spans.put((begin, now()))


def answer(there, back):
    for _ in range((RUNS + 1) * TRIPS):
        there.wait()
        there.clear()
        back.set()


def main():
    from figure import repeated, report, timed

    context = multiprocessing.get_context('spawn')
    for figure, wanted, processes in (
        ('lock.2', context.Lock(), 2),
        ('lock.8', context.Lock(), 8),
        ('semaphore.2', context.Semaphore(1), 2),
    ):
        gate = context.Barrier(processes)
        spans = context.SimpleQueue()
        args = (wanted, gate, spans, COUNT // processes)
        children = [context.Process(target=want, args=args) for _ in range(processes)]
        for child in children:
            child.start()

        def pairs():
            found = [spans.get() for _ in range(processes)]
            return COUNT / (max(end for _, end in found) - min(begin for begin, _ in found)) * 1000

        pairs()
        report(figure, repeated(RUNS, pairs))
        for child in children:
            child.join()

    there, back = context.Event(), context.Event()
    child = context.Process(target=answer, args=(there, back))
    child.start()

    def trips():
        for _ in range(TRIPS):
            there.set()
            back.wait()
            back.clear()

    trips()
    report('event', repeated(RUNS, lambda: timed(trips) * 1000 / TRIPS))
    child.join()


if __name__ == '__main__':
    main()
