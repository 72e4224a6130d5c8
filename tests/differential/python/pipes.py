"""The two ends of a pipe."""
from multiprocessing import BufferTooShort, Pipe, Process

from said import kind, said


def echo(connection):
    with connection:
        for value in iter(connection.recv, None):
            connection.send(value)
        connection.send_bytes(b"the end")


def main():
    here, there = Pipe()
    p = Process(target=echo, args=(there,))
    p.start()
    there.close()
    for value in (1, "text", [1, {"a": (2, None)}], b"\0" * 100_000, 2.5, {1, 2}):
        here.send(value)
        print(here.recv() == value)
    here.send(None)
    print(here.poll(30), here.recv_bytes(), said(here.recv))
    p.join()
    print(here.closed, here.readable, here.writable)
    here.close()
    print(said(here.send, 1), said(here.poll), here.closed)

    receiver, sender = Pipe(duplex=False)
    print(receiver.readable, receiver.writable, sender.readable, sender.writable)
    print(said(sender.recv), said(receiver.send, 1), receiver.poll(), receiver.poll(0.01))
    sender.send_bytes(b"0123456789", 2, 5)
    print(receiver.recv_bytes(), said(sender.send_bytes, b"abc", 4), said(sender.send_bytes, b"abc", 1, 3), said(sender.send_bytes, b"", -1))
    buffer = bytearray(8)
    sender.send_bytes(b"xyz")
    print(receiver.recv_bytes_into(buffer, 2), buffer)
    sender.send_bytes(b"longer than eight")
    try:
        receiver.recv_bytes_into(buffer)
    except BufferTooShort as error:
        print(error.args)
    sender.send_bytes(b"")
    print(receiver.poll(), receiver.recv_bytes(), kind(sender.send, lambda: None))
    sender.send_bytes(b"too long")
    print(kind(receiver.recv_bytes, 3), receiver.closed)
    other, last = Pipe()
    other.close()
    print(kind(last.send, 1), kind(last.recv))


if __name__ == "__main__":
    main()
