"""What an idle spawned Process costs: the proportional set size of four that wait"""
import multiprocessing
import re
import time

COUNT = 4


def idle(end):
    end.send(1)
    end.recv()


def pss(pid):
    with open(f'/proc/{pid}/smaps_rollup') as rollup:
        return int(re.search(r'^Pss:\s+(\d+) kB$', rollup.read(), re.MULTILINE)[1]) * 1024 / 1e6


def main():
    from figure import report

    context = multiprocessing.get_context('spawn')
    pairs = [context.Pipe() for _ in range(COUNT)]
    children = [context.Process(target=idle, args=(far,)) for _, far in pairs]
    for child in children:
        child.start()
    for near, _ in pairs:
        near.recv()
    time.sleep(1)
    report('memory', [sum(pss(child.pid) for child in children) / COUNT])
    for near, _ in pairs:
        near.send(0)
    for child in children:
        child.join()


if __name__ == '__main__':
    main()
