# End processes in four ways and read their exit codes
import sys
import time
from multiprocessing import Process


def finish():
    pass


def leave():
    sys.exit(3)


def wait_long():
    time.sleep(60)


if __name__ == '__main__':
    finished = Process(target=finish)
    left = Process(target=leave)
    terminated = Process(target=wait_long)
    killed = Process(target=wait_long)
    for p in [finished, left, terminated, killed]:
        p.start()

    terminated.terminate()
    killed.kill()
    for p in [finished, left, terminated, killed]:
        p.join()

    print(f'finished: {finished.exitcode}')
    print(f'left: {left.exitcode}')
    print(f'terminated: {terminated.exitcode}')
    print(f'killed: {killed.exitcode}')
