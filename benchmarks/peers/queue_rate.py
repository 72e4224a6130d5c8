"""queue_rate.py Queue|Pipe: items from one spawned producer to this consumer; distinct buffers"""
import multiprocessing
import os
import sys

RUNS = 5
MIB = 1 << 20
LOADS = (('queue.ints', 100_000, 0), ('queue.1KiB', 10_000, 1024), ('queue.1MiB', 200, MIB))


def produce(put, orders):
    buffers = {size: [os.urandom(size) for _ in range(8 if size == MIB else 256)] for _, _, size in LOADS}
    while (order := orders.recv()) is not None:
        count, size = order
        ring = buffers[size]
        for i in range(count):
            put(ring[i % len(ring)] if size else i)


def produce_queue(queue, orders):
    produce(queue.put, orders)


def produce_pipe(pipe, orders):
    produce(pipe.send, orders)


def main():
    from figure import now, repeated, report

    context = multiprocessing.get_context('spawn')
    orders, received = context.Pipe()
    if sys.argv[1] == 'Queue':
        queue = context.Queue()
        get, child = queue.get, context.Process(target=produce_queue, args=(queue, received))
    else:
        receiver, sender = context.Pipe(duplex=False)
        get, child = receiver.recv, context.Process(target=produce_pipe, args=(sender, received))
    child.start()

    def rate(count, size):
        total = 0
        begin = now()
        orders.send((count, size))
        for _ in range(count):
            item = get()
            total += len(item) if size else item
        seconds = (now() - begin) / 1000
        assert total == (count * size or count * (count - 1) // 2)
        return (count * size / 1e6 if size == MIB else count) / seconds

    for figure, count, size in LOADS:
        rate(count, size)
        report(figure, repeated(RUNS, lambda: rate(count, size)))
    orders.send(None)
    child.join()


if __name__ == '__main__':
    main()
