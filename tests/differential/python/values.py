"""Values and arrays in shared memory."""
import ctypes
from multiprocessing import Array, Process, RawArray, RawValue, Value
from multiprocessing.sharedctypes import copy

from said import kind, said


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_double), ("y", ctypes.c_int)]


def change(value, array, raw, point, text):
    for _ in range(50):
        with value.get_lock():
            value.value += 1
            raw[1] += 0.5
    array[0], array[-1] = 100, -1
    point.x, point.y = 0.25, 7
    text.value = b"child"


def main():
    value, array, raw = Value("i", 7), Array("i", [1, 2, 3]), RawArray("d", [0.5, 1.5])
    point, text = Value(Point, 1.5, 2), Array("c", 10)
    processes = [Process(target=change, args=(value, array, raw, point, text)) for _ in range(2)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print(value.value, array[:], raw[:], point.x, point.y, text.value, text.raw)
    print(len(array), list(array), array[1:], array[::-1], said(array.__getitem__, 9))
    array[:2] = [8, 9]
    print(array[:], kind(array.__setitem__, 0, "a"), kind(array.__setitem__, slice(0, 2), [1]))
    print(RawValue("d").value, Array("h", 3)[:], Value("c", b"x").value, said(Value("B", 255).get_obj))
    print(kind(Value, "?!"), Value("i", lock=False).value, said(Value, "i", lock=5))
    other = copy(point.get_obj())
    other.x = 9
    print(other.x, point.x, ctypes.sizeof(point.get_obj()), hasattr(raw, "get_lock"))


if __name__ == "__main__":
    main()
