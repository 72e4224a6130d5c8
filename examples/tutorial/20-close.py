# Give resources back
from multiprocessing import Process, Queue


def send(queue):
    queue.put('sent before closing')
    queue.close()
    queue.join_thread()
    refused(lambda: queue.put('too late'))


def refused(ask):
    try:
        ask()
    except ValueError as error:
        print(f'refused by {type(error).__name__}')


if __name__ == '__main__':
    queue = Queue()
    p = Process(target=send, args=(queue,))
    p.start()
    p.join()
    print(queue.get())
    print(f'exit code {p.exitcode}')
    p.close()
    refused(lambda: p.is_alive())
