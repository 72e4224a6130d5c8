# Fill a queue that holds three items
from multiprocessing import Queue
from queue import Full


def tell(queue):
    print(f'{queue.qsize()} items, {"full" if queue.full() else "not full"}')


if __name__ == '__main__':
    queue = Queue(3)
    tell(queue)
    for letter in ['a', 'b', 'c']:
        queue.put(letter)
        tell(queue)
    try:
        queue.put_nowait('d')
    except Full:
        print('no room for d')
    for i in range(3):
        print(f'got {queue.get()}')
        tell(queue)
    print('empty' if queue.empty() else 'not empty')
