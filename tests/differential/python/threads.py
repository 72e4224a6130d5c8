"""Threads beside processes."""
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process, Queue
from multiprocessing.dummy import Pool as ThreadPool

from said import said


def in_threads(queue):
    threads = [threading.Thread(target=queue.put, args=(n * n,), name=f"thread {n}") for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    queue.put([one.is_alive() for one in threads] + [threading.current_thread().name, threading.active_count() > 0])


def wait_and_start(lock, queue):
    with lock:
        p = Process(target=queue.put, args=("from a process of a thread",))
        p.start()
        p.join()


def main():
    queue = Queue()
    p = Process(target=in_threads, args=(queue,))
    p.start()
    print(sorted(queue.get() for _ in range(4)), queue.get())
    p.join()
    lock = threading.Lock()
    with lock:
        thread = threading.Thread(target=wait_and_start, args=(lock, queue))
        thread.start()
        thread.join(0.01)
        print(thread.is_alive(), lock.locked())
    print(queue.get())
    thread.join()
    with ThreadPool(3) as pool:
        print(pool.map(abs, range(-3, 1)), said(pool.apply, int, ("x",)))
    with ThreadPoolExecutor(2) as executor:
        print(list(executor.map(str.upper, "abc")))


if __name__ == "__main__":
    main()
