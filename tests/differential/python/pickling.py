"""What can and what cannot be sent to another process."""
import pickle
import sys
from multiprocessing import Lock, Pipe, Pool, Process, Queue

from said import kind, said


class Reduced:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return Reduced, (self.value + 1,)

    def method(self, x):
        return self.value + x


class Unbuildable(Exception):
    def __init__(self, first, second):
        super().__init__(f"{first} and {second}")


def fail():
    raise Unbuildable(1, 2)


def same(value):
    return value


def main():
    def local():
        pass

    class Local:
        pass

    for target in (lambda: None, local, Local().__init__, (x for x in "")):
        print(kind(Process(target=target).start) in ("PicklingError", "AttributeError", "TypeError"))
    print(kind(Process(target=same, args=(sys.stdout,)).start), kind(Process(target=same, args=(lambda: 0,)).start) != "None")
    print(said(pickle.dumps, Lock()), said(pickle.dumps, Queue()))
    here, there = Pipe()
    here.send(Reduced(1))
    print(there.recv().value)
    with Pool(1) as pool:
        print(pool.apply(same, (Reduced(1),)).value, pool.apply(Reduced(10).method, (5,)), pool.apply(len, ("abc",)))
        value = [1]
        value.append(value)
        print(pool.apply(same, (value,)), pool.apply(same, (float("inf"),)), pool.apply(same, (2**100,)))
        print(said(pool.apply, same, (Lock(),)))


if __name__ == "__main__":
    main()
