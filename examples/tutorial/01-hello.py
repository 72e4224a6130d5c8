# Say hello from another process
from multiprocessing import Process


def display():
    print('Hello! Welcome to Parallab')


if __name__ == '__main__':
    p = Process(target=display)
    p.start()
    p.join()
