"""start.py METHOD FIGURE: start of a Process to the first line of its target"""
import multiprocessing
import sys
import time

RUNS = 9
BURST = 8
# Seconds between two starts: as the same case on Parallab has them.
REST = {'start.warm': 0.6, 'start.cold': 0.2, 'python.warm': 3, 'python.cold': 0}


def first_line(times):
    reached = time.monotonic_ns() / 1e6
    times.send(reached)


def main():
    from figure import now, repeated, report

    method, figure = sys.argv[1:]
    context = multiprocessing.get_context(method)
    receiver, sender = context.Pipe(duplex=False)

    def start():
        child = context.Process(target=first_line, args=(sender,))
        begin = now()
        child.start()
        reached = receiver.recv()
        child.join()
        return reached - begin

    def rested():
        time.sleep(REST[figure])
        return start()

    repeated(2, rested)  # the first one starts the fork server
    report(figure, repeated(RUNS, rested))
    if method == 'forkserver':
        begin = now()
        repeated(BURST, start)
        report('start.burst', [(now() - begin) / BURST])


if __name__ == '__main__':
    main()
