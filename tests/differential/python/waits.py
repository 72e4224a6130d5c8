"""Waiting for several things at once."""
import time
from multiprocessing import Event, Pipe, Process, Queue
from multiprocessing.connection import Client, Listener, wait

from said import kind, said


def send(connection, go, text):
    go.wait()
    connection.send(text)
    connection.close()


def call(address, key):
    with Client(address, authkey=key) as connection:
        connection.send("called")


def main():
    first, far = Pipe(False)
    second, other = Pipe(False)
    go = Event()
    processes = [Process(target=send, args=(end, go, text)) for end, text in ((far, "one"), (other, "two"))]
    for p in processes:
        p.start()
    far.close(), other.close()
    print(wait([first, second], 0), wait([], 0.01), wait([p.sentinel for p in processes], 0.01))
    go.set()
    got = []
    readers = [first, second]
    while readers:
        for ready in wait(readers):
            try:
                got.append(ready.recv())
            except EOFError:
                readers.remove(ready)
    print(sorted(got))
    for p in processes:
        p.join()
    print(len(wait([p.sentinel for p in processes], 30)) > 0)
    queue = Queue()
    queue.put(1)
    print(wait([queue._reader], 30) == [queue._reader], queue.get())
    start = time.monotonic()
    print(wait([first], 0.2) in ([], [first]) or time.monotonic() - start)
    with Listener(authkey=b"key") as listener:
        p = Process(target=call, args=(listener.address, b"key"))
        p.start()
        with listener.accept() as connection:
            print(connection.recv(), kind(connection.recv))
        p.join()
    print(kind(listener.accept), said(Client, ("localhost", 1)).split(":")[0] in ("ConnectionRefusedError",))


if __name__ == "__main__":
    main()
