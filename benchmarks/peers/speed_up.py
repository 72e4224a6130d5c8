"""64 tasks of 20 ms: how much faster 2 workers are than 1"""
import multiprocessing
import time

RUNS = 3
TASKS = 64
TASK_MS = 20


def burn(steps):
    begin = time.monotonic_ns()
    s = 1
    for _ in range(steps):
        s = (s * 1103515245 + 12345) & 0x7FFFFFFF
    return (time.monotonic_ns() - begin) / 1e6


def main():
    from figure import repeated, report, timed

    context = multiprocessing.get_context('spawn')
    with context.Pool(1) as one, context.Pool(2) as two:
        steps = 100_000
        times = sorted(one.map(burn, [steps] * 7, 1))
        tasks = [int(steps * TASK_MS / times[3])] * TASKS
        two.map(burn, tasks[:12], 1)
        samples = repeated(RUNS, lambda: timed(lambda: one.map(burn, tasks, 1)) / timed(lambda: two.map(burn, tasks, 1)))
        report('speed-up', samples)


if __name__ == '__main__':
    main()
