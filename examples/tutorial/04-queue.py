# Push fruits on a queue, then pop them
import time
from multiprocessing import Queue

FRUITS = ['Apple', 'Orange', 'Guava', 'Papaya', 'Banana']

if __name__ == '__main__':
    fruits = Queue()

    print('pushing items to the queue:')
    count = 1
    for fruit in FRUITS:
        print(f'item no: {count} {fruit}')
        fruits.put(fruit)
        count += 1
    # CPython writes what was put in a thread of its own: until then empty() is true.
    time.sleep(0.2)

    print('popping items from the queue:')
    count = 1
    while not fruits.empty():
        print(f'item no: {count} {fruits.get()}')
        count += 1
