"""A manager of classes of one's own."""
from multiprocessing.managers import BaseManager, NamespaceProxy

from said import said


class Counter:
    def __init__(self, start=0):
        self.count = start

    def next(self):
        self.count += 1
        return self.count

    def fail(self):
        raise ZeroDivisionError("on purpose")

    def _hidden(self):
        return "hidden"

    def twice(self):
        return Counter(self.count * 2)


class AttributeProxy(NamespaceProxy):
    _exposed_ = ("__getattribute__", "__setattr__", "__delattr__", "next")

    def next(self):
        return self._callmethod("next")


class Own(BaseManager):
    pass


Own.register("Counter", Counter)
Own.register("Open", Counter, AttributeProxy)
Own.register("Few", Counter, exposed=("_hidden",))
Own.register("Twice", Counter, method_to_typeid={"twice": "Result"})
Own.register("Result", exposed=("next",), create_method=False)


def main():
    print(hasattr(Own(), "shutdown"), hasattr(Own, "Result"))
    with Own() as manager:
        counter = manager.Counter(5)
        print(counter.next(), counter.next(), said(counter.fail), said(getattr, counter, "_hidden")[:14])
        few = manager.Few()
        print(few._hidden(), hasattr(few, "next"))
        opened = manager.Open(1)
        opened.count = 40
        print(opened.count, opened.next(), opened.count, said(getattr, opened, "nothing"))
        twice = manager.Twice(4).twice()
        print(type(twice).__name__, twice.next())


if __name__ == "__main__":
    main()
