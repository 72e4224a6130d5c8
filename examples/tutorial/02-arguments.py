# Give arguments to two processes
from multiprocessing import Process


def cube(n):
    print(f'The Cube is: {n * n * n}')


def square(n):
    print(f'The Square is: {n * n}')


if __name__ == '__main__':
    p1 = Process(target=cube, args=(7,))
    p2 = Process(target=square, args=(8,))
    p1.start()
    p2.start()
    p1.join()
    p2.join()
    print('Both processes are finished')
