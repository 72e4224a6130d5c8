"""Listeners and managers of several processes, each with an address of its own."""
from multiprocessing import Manager, Process, SimpleQueue
from multiprocessing.connection import Client, Listener

from said import kind


def serve(addresses):
    with Listener(("localhost", 0)) as listener:
        addresses.put(listener.address)
        with listener.accept() as connection:
            connection.send(connection.recv() * 2)


def main():
    with Manager() as first, Manager() as second:
        one = first.list([1])
        two = second.dict(a=one)
        one.append(2)
        print(two["a"][:], first.address != second.address)
    addresses = SimpleQueue()
    servers = [Process(target=serve, args=(addresses,)) for _ in range(2)]
    for server in servers:
        server.start()
    known = [addresses.get() for _ in servers]
    print(known[0] != known[1], kind(Listener, known[0]))
    for number, address in enumerate(known):
        with Client(address) as connection:
            connection.send(number + 1)
            print(connection.recv())
    for server in servers:
        server.join()
        print(server.exitcode)
    print(kind(Client, known[0]))


if __name__ == "__main__":
    main()
