"""Deadlocks on purpose, one after the other: each is broken, so that the next can come. At the end a program without any."""
import multiprocessing as mp
import os
import signal


def holds_one(first, second, mine, other):
    with first:
        mine.set()
        other.wait()
        with second:
            pass


def two_locks():
    a, b = mp.Lock(), mp.Lock()
    ready = [mp.Event(), mp.Event()]
    run(("One", holds_one, a, b, ready[0], ready[1]), ("Two", holds_one, b, a, ready[1], ready[0]))


def acquires_twice(lock):
    with lock:
        with lock:
            pass


def one_lock_twice():
    mutex = mp.Lock()
    run(("Counter", acquires_twice, mutex))


def consumes(jobs):
    jobs.get()


def unfilled_queue():
    jobs = mp.Queue()
    run(("Consumer-1", consumes, jobs), ("Consumer-2", consumes, jobs))


def comes(start):
    start.wait()


def barrier_short_of_a_party():
    start = mp.Barrier(3)
    run(("Runner-1", comes, start), ("Runner-2", comes, start))


def keep(lock):
    global mutex
    mutex = lock


def needs_lock(item):
    with mutex:
        return item


def pool_waits_for_its_owner():
    held = mp.Lock()
    with mp.Pool(1, keep, (held,)) as pool, held:
        try:
            pool.map(needs_lock, [1])
        except mp.DeadlockError:
            print("broken")


def run(*processes):
    children = [mp.Process(target=function, args=args, name=name) for name, function, *args in processes]
    for child in children:
        child.start()
    for child in children:
        child.join()


def answers(questions, results, news, done):
    for question in iter(questions.get, None):
        results.put(question + 1)
    with news:
        news.wait_for(lambda: done.value, timeout=60)


def correct():
    questions, results, news, done = mp.Queue(), mp.Queue(), mp.Condition(), mp.Value("b", 0)
    child = mp.Process(target=answers, args=(questions, results, news, done))
    child.start()
    with mp.Manager() as manager, mp.Pool(2) as pool:
        shared = manager.list(pool.map(abs, range(-3, 0)))
        for item in shared:
            questions.put(item)
        questions.put(None)
        print(sorted(results.get() for _ in shared))
    with news:
        done.value = 1
        news.notify()
    child.join()


def dies(item):
    os.kill(os.getpid(), signal.SIGKILL)


def pool_loses_a_task():
    with mp.Pool(1) as pool:
        try:
            pool.map(dies, [1])
        except mp.DeadlockError:
            print("lost")


if __name__ == "__main__":
    two_locks()
    one_lock_twice()
    unfilled_queue()
    barrier_short_of_a_party()
    pool_waits_for_its_owner()
    pool_loses_a_task()
    correct()
