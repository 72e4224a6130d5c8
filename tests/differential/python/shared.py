"""Blocks of shared memory by name."""
from multiprocessing import Process, shared_memory
from multiprocessing.managers import SharedMemoryManager

from said import kind, said


def change(name, words):
    block = shared_memory.SharedMemory(name)
    block.buf[:3] = b"abc"
    block.close()
    words[1] = "child"


def main():
    block = shared_memory.SharedMemory(create=True, size=100)
    words = shared_memory.ShareableList([1, "a longer text", 2.5, None, True, b"bytes"])
    p = Process(target=change, args=(block.name, words))
    p.start()
    p.join()
    print(p.exitcode, bytes(block.buf[:4]), block.size >= 100, str(words).split(" name=")[0])
    print(len(words), words[1], words.index(2.5), words.count(None), words.format, said(words.__getitem__, 9))
    print(kind(words.__setitem__, 0, "x" * 50), said(words.__setitem__, 1, "x" * 50))
    other = shared_memory.SharedMemory(block.name)
    other.buf[5] = 77
    print(block.buf[5], other.name == block.name)
    other.close()
    block.close()
    block.unlink()
    print(kind(shared_memory.SharedMemory, block.name), said(shared_memory.SharedMemory, create=True, size=0))
    words.shm.close(), words.shm.unlink()
    with SharedMemoryManager() as manager:
        numbers = manager.ShareableList(range(3))
        memory = manager.SharedMemory(10)
        print(list(numbers), memory.size >= 10)
        name = memory.name
    print(kind(shared_memory.SharedMemory, name))


if __name__ == "__main__":
    main()
