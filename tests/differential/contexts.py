import multiprocessing as mp
import sys


def method(queue):
    queue.put((mp.get_start_method(), mp.current_process().name))


def method_here():
    return mp.get_start_method()


def said(act):
    try:
        return act()
    except Exception as error:
        return f'{type(error).__name__}: {error}'


def show(*values):
    print(*values, flush=True)


def logs():
    mp.get_logger().info('hello %s', 'child')


if __name__ == '__main__':
    show(mp.get_start_method(allow_none=True) is None)
    show(said(lambda: mp.get_context('x')))
    show(said(lambda: mp.set_start_method('x')))
    mp.set_start_method('forkserver')
    show(said(lambda: mp.set_start_method('spawn')))
    show(mp.get_start_method(), mp.get_context() is mp.get_context('forkserver'))
    for name in ('spawn', 'forkserver'):
        context = mp.get_context(name)
        queue = context.Queue()
        p = context.Process(target=method, args=(queue,))
        p.start()
        show(*queue.get())
        p.join()
        show(context.get_start_method(), context.get_context() is context)
        show(said(lambda: context.set_start_method('spawn')))
    with mp.get_context('spawn').Pool(1) as pool:
        show(pool.apply(method_here))

    mp.log_to_stderr(20)
    handler = mp.get_logger().handlers[0]
    handler.stream = sys.stdout
    mp.get_logger().debug('not this')
    mp.get_logger().info('hello %d', 5)
    mp.get_logger().log(22, 'between')
    mp.get_logger().error('error')
    show(mp.get_logger().level, mp.SUBDEBUG, mp.SUBWARNING)
    mp.get_logger().setLevel('ERROR')
    show(mp.get_logger().level, said(lambda: mp.get_logger().setLevel('LOUD')))
