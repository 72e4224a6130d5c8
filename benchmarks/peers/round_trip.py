"""round_trip.py Queue|Pipe: an integer to another process and back"""
import multiprocessing
import sys

RUNS = 5
TRIPS = 3000


def echo_queue(there, back):
    while (item := there.get()) >= 0:
        back.put(item)


def echo_pipe(end):
    while (item := end.recv()) >= 0:
        end.send(item)


def main():
    from figure import repeated, report, timed

    context = multiprocessing.get_context('spawn')
    if sys.argv[1] == 'Queue':
        there, back = context.Queue(), context.Queue()
        send, receive = there.put, back.get
        child = context.Process(target=echo_queue, args=(there, back))
    else:
        here, far = context.Pipe()
        send, receive = here.send, here.recv
        child = context.Process(target=echo_pipe, args=(far,))
    child.start()

    def trips():
        for _ in range(TRIPS):
            send(7)
            receive()

    trips()
    report('round-trip', repeated(RUNS, lambda: timed(trips) * 1000 / TRIPS))
    send(-1)
    child.join()


if __name__ == '__main__':
    main()
