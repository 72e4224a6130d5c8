"""A manager's objects, from several processes."""
from multiprocessing import Manager, Process

from said import said


def change(numbers, words, space, lock):
    with lock:
        numbers.append(4)
        numbers[0] += 10
        words["child"] = [5]
        space.x += 1


def main():
    with Manager() as manager:
        numbers, words = manager.list([1, 2, 3]), manager.dict(a=1)
        space, lock = manager.Namespace(x=1, _y=2), manager.Lock()
        p = Process(target=change, args=(numbers, words, space, lock))
        p.start()
        p.join()
        print(numbers, words, space, p.exitcode)
        print(len(numbers), numbers[1:], 3 in numbers, numbers.index(4), numbers.pop(), numbers * 2, [0] + list(numbers))
        numbers.extend([9, 8]), numbers.sort(), numbers.reverse(), numbers.insert(0, "first")
        print(numbers, said(numbers.remove, 77), said(numbers.__getitem__, 100))
        print(sorted(words.items(), key=str), words.get("b"), said(words.__getitem__, "b"), "a" in words, len(words))
        print(words.setdefault("c", 3), words.pop("c"), words.copy(), sorted(words), said(getattr, space, "z"))
        words["child"].append("lost")
        print(words["child"])
        inner = manager.list()
        numbers[:] = [inner]
        inner.append(5)
        print(numbers[0], str(numbers[0]), type(numbers).__name__)
        value, array = manager.Value("i", 3), manager.Array("d", [0.5, 1])
        value.value += 1
        array[1] = 2.5
        print(value.value, value, array, array[:], len(array))
        queue, event = manager.Queue(1), manager.Event()
        queue.put(1)
        print(queue.full(), queue.get(), queue.empty(), said(queue.get, False), event.is_set(), event.set(), event.is_set())
        print(manager.Semaphore(1).acquire(), manager.Barrier(1).wait(), manager.Condition().acquire())
        print(repr(numbers).split(" object")[0], numbers == numbers, said(hash, words)[:3] != "")
    print(said(manager.list).split(":")[0])


if __name__ == "__main__":
    main()
