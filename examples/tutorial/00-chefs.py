# One chef alone, then several at once
import sys
import time
from multiprocessing import Process

# A number as argument makes all waits that many times as long: 0.1 for a tenth.
PACE = float(sys.argv[1]) if len(sys.argv) > 1 else 1
STEPS = ['clean', 'cut', 'knead', 'bake']


def work(step):
    time.sleep(0.5 * PACE)
    print(f'{step} is done')


def seconds(kitchen):
    begin = time.perf_counter()
    kitchen()
    return time.perf_counter() - begin


def alone():
    for step in STEPS:
        work(step)


def together():
    chefs = [Process(target=work, args=(step,)) for step in STEPS]
    for chef in chefs:
        chef.start()
    for chef in chefs:
        chef.join()


if __name__ == '__main__':
    print(f'one chef: {seconds(alone):.1f} seconds')
    print(f'four chefs: {seconds(together):.1f} seconds')
