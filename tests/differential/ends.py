import multiprocessing as mp
import time
from multiprocessing.util import Finalize


def show(*values):
    print(*values, flush=True)


def daemon(queue):
    queue.put('up')
    time.sleep(60)


def child(go):
    go.get()


def parent(queue, go):
    d = mp.Process(target=daemon, args=(queue,), daemon=True)
    c = mp.Process(target=child, args=(go,))
    Finalize(None, lambda: show('ended', d.exitcode, c.exitcode), exitpriority=-1)
    Finalize(None, show, args=('priority -2',), exitpriority=-2)
    Finalize(None, go.put, args=('go',), exitpriority=0)
    Finalize(None, lambda: show('not ended', d.exitcode, c.exitcode), exitpriority=0)
    Finalize(None, show, args=('priority 0',), exitpriority=0)
    Finalize(None, show, args=('priority 7',), exitpriority=7)
    Finalize(None, show, args=('priority 7, later',), exitpriority=7)
    Finalize(None, show, args=('cancelled',), exitpriority=7).cancel()
    called = Finalize(None, show, args=('called',), exitpriority=7)
    called()
    called()
    show(called.still_active())
    d.start()
    queue.get()
    c.start()
    show('parent ends')


def misuse(*args, **kwargs):
    try:
        Finalize(*args, **kwargs)
    except Exception as error:
        show(type(error).__name__)


if __name__ == '__main__':
    mp.set_start_method('forkserver')
    queue = mp.Queue()
    go = mp.SimpleQueue()
    p = mp.Process(target=parent, args=(queue, go))
    p.start()
    p.join()
    show(p.exitcode)
    misuse(None, show)
    misuse(None, show, exitpriority=1.5)
