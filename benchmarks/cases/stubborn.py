"""The same as stubborn.ts."""
import multiprocessing
import os
import signal


def spin(up):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    up.put(os.getpid())
    while True:
        pass


if __name__ == "__main__":
    up = multiprocessing.Queue()
    for _ in range(2):
        multiprocessing.Process(target=spin, args=(up,)).start()
    print(up.get(), up.get(), os.getpid(), flush=True)
    while True:
        pass
