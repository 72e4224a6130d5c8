import multiprocessing as mp
import sys
import time


def tells(queue, *args, **kwargs):
    me = mp.current_process()
    queue.put((me.name, args, sorted(kwargs.items()), me.daemon, mp.parent_process().name))


def tells_later(asked, *args, **kwargs):
    asked.get()
    tells(*args, **kwargs)


def nothing():
    pass


def exits(code=None):
    sys.exit(code)


def throws():
    raise RuntimeError('uncaught')


def sleeps(queue):
    queue.put('up')
    time.sleep(60)


def nests(queue):
    child = mp.Process(target=tells, args=(queue, 'nested'))
    child.start()
    child.join()


def refuses(queue):
    try:
        mp.Process(target=nothing).start()
    except AssertionError as error:
        queue.put(str(error))


def said(act):
    try:
        return act()
    except Exception as error:
        return f'{type(error).__name__}: {error}'


def boolean(value):
    return 'true' if value is True else 'false' if value is False else 'null' if value is None else value


def show(*values):
    print(*[boolean(value) for value in values], flush=True)


if __name__ == '__main__':
    mp.set_start_method('forkserver')
    queue = mp.Queue()
    show('main', mp.current_process().name, mp.parent_process(), len(mp.current_process().authkey))

    asked = mp.Queue()
    p = mp.Process(target=tells_later, args=(asked, queue, 1, 'two'), kwargs={'a': 3})
    show('before', p.name, p.pid, p.exitcode, p.is_alive(), p.daemon, len(mp.active_children()))
    show(said(p.join), '|', said(lambda: p.sentinel))
    p.start()
    show('during', p.exitcode, p.is_alive(), len(mp.active_children()))
    show(said(p.start), '|', said(lambda: setattr(p, 'daemon', True)), '|', said(p.close))
    asked.put(None)
    name, args, kwargs, daemon, parent = queue.get()
    show('child', name, *args, kwargs[0][0], kwargs[0][1], daemon, parent)
    p.join()
    show('after', p.exitcode, p.is_alive(), len(mp.active_children()))
    p.close()
    show(said(p.is_alive), '|', said(p.join), '|', said(lambda: p.exitcode))

    for code in (None, 0, 7, 300, -1, 'text'):
        p = mp.Process(target=exits, args=(code,))
        p.start()
        p.join()
        show('exit', code if code is not None else 'nothing', p.exitcode)
    p = mp.Process(target=throws)
    p.start()
    p.join()
    show('throws', p.exitcode)
    for how in ('terminate', 'kill'):
        up = mp.Queue()  # its own: CPython may leave the lock of a queue held when it ends who has put
        p = mp.Process(target=sleeps, args=(up,), name=how)
        p.start()
        up.get()
        p.join(0)
        show(how, p.is_alive())
        getattr(p, how)()
        p.join()
        show(how, p.exitcode)

    p = mp.Process(target=nests, args=(queue,), name='Outer')
    p.start()
    name, args, kwargs, daemon, parent = queue.get()
    p.join()
    show('nested', name.split(':')[1], args[0], parent)

    p = mp.Process(target=refuses, args=(queue,), daemon=True)
    p.start()
    show('daemon', queue.get())
    p.join()
    show(said(lambda: setattr(mp.current_process(), 'name', 5)), '|', said(mp.current_process().join), '|', said(mp.current_process().start))
