# Give proxies to other processes
from multiprocessing import Manager, Process


def note(name, names, lengths):
    names.append(name)
    lengths[name] = len(name)


if __name__ == '__main__':
    with Manager() as manager:
        names = manager.list()
        lengths = manager.dict()
        for name in ['Anna', 'Ben', 'Charlotte']:
            p = Process(target=note, args=(name, names, lengths))
            p.start()
            p.join()
        for name in names:
            print(f'{name} has {lengths[name]} letters')
        print(f'{len(names)} names, {len(lengths)} lengths')
