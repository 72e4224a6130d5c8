# Ask who started this process
from multiprocessing import Process, current_process, parent_process


def tell():
    parent = parent_process()
    print(f'{current_process().name} was started by {"nobody here" if parent is None else parent.name}')


def start_another():
    tell()
    p = Process(target=tell, name='Grandchild')
    p.start()
    p.join()


if __name__ == '__main__':
    tell()
    p = Process(target=start_another, name='Child')
    p.start()
    p.join()
