import multiprocessing as mp
import queue as queues


def square(x):
    return x * x


def fails(x):
    if x == 5:
        raise ValueError('five')
    return x



def puts(queue, items):
    for item in items:
        queue.put(item)


def adds(value, lock):
    for _ in range(100):
        with lock:
            value.value += 1


def said(act):
    try:
        return act()
    except Exception as error:
        return f'{type(error).__name__}: {error}'


def kind(act):
    try:
        return act()
    except (Exception, queues.Empty, queues.Full) as error:
        return type(error).__name__


def show(*values):
    print(*['true' if value is True else 'false' if value is False else value for value in values], flush=True)


def listed(values):
    return ','.join(str(value) for value in values)


if __name__ == '__main__':
    mp.set_start_method('forkserver')
    queue = mp.Queue(2)
    show(queue.empty(), queue.full())
    queue.put(1)
    queue.put(2)
    show(queue.full(), kind(lambda: queue.put_nowait(3)), kind(lambda: queue.put(3, timeout=0.05)))
    show(queue.get(), queue.get(), kind(lambda: queue.get(timeout=0.05)), kind(queue.get_nowait))
    many = mp.Queue()
    p = mp.Process(target=puts, args=(many, ['a', 'b', 'c']))
    p.start()
    show(many.get(), many.get(), many.get())
    p.join()
    joinable = mp.JoinableQueue()
    joinable.put(1)
    joinable.get()
    joinable.task_done()
    joinable.join()
    show(said(joinable.task_done))

    lock = mp.Lock()
    show(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.05))
    lock.release()
    show(kind(lock.release))
    value = mp.Value('i', 0)
    workers = [mp.Process(target=adds, args=(value, lock)) for _ in range(2)]
    for p in workers:
        p.start()
    for p in workers:
        p.join()
    show(value.value)
    array = mp.Array('i', [1, 2, 3, 4])
    array[1] = 20
    show(len(array), array[-1], listed(array[1:3]))

    a, b = mp.Pipe()
    a.send({'x': 1})
    show(b.poll(), b.recv()['x'], b.poll())
    a.close()
    show(kind(b.recv), said(lambda: a.send(1)))
    reader, writer = mp.Pipe(duplex=False)
    show(said(lambda: reader.send(1)), '|', said(writer.recv))
    a, b = mp.Pipe()
    show(said(lambda: a.send_bytes(b'abc', 4)), '|', said(lambda: a.send_bytes(b'abc', 1, 3)), '|', said(lambda: a.send_bytes(b'abc', -1)))

    with mp.Pool(2) as pool:
        show(listed(pool.map(square, range(6))), listed(pool.map(square, [], 3)))
        show(pool.apply(square, (7,)), listed(pool.starmap(pow, [(2, 3), (3, 2)])))
        show(said(lambda: pool.map(fails, [1, 5, 2], 1)))
        results = pool.imap(fails, [5, 1])
        show(said(lambda: next(results)), said(lambda: next(results)))
        show(listed(pool.imap(square, [1, 2, 3], 2)), listed(sorted(pool.imap_unordered(square, [1, 2, 3]))))
        show(said(lambda: pool.imap(square, [1], 0)))
        show(said(pool.join))
    show(said(lambda: pool.map(square, [1])))
    show(said(lambda: mp.Pool(0)), '|', said(lambda: mp.Pool(1, initializer=5)))

    with mp.Manager() as manager:
        teams = manager.dict({'red': [1]})
        red = teams['red']
        red.append(2)
        show(listed(teams['red']))
        teams['red'] = red
        show(listed(teams['red']))
