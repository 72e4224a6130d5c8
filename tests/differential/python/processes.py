"""A process before, while and after it runs."""
from multiprocessing import Process, Queue, active_children, current_process, parent_process

from said import said


def tell(queue, *args, **kwargs):
    queue.put((current_process().name, args, kwargs, current_process().daemon, parent_process().name))


class Doubler(Process):
    def __init__(self, number, queue):
        super().__init__(name="doubler")
        self.number, self.queue = number, queue

    def run(self):
        self.queue.put(self.number * 2)


def main():
    queue = Queue()
    p = Process(target=tell, args=(queue, 1, "two"), kwargs={"three": 3}, name="teller")
    print(p.name, p.pid, p.exitcode, p.is_alive(), p.daemon, repr(p).split(" parent")[0])
    print(said(p.join), said(p.terminate).split(":")[0])
    p.start()
    print(said(p.start), "|", said(setattr, p, "daemon", True))
    print(queue.get())
    p.join()
    print(p.exitcode, p.is_alive(), p.pid is not None, active_children())
    p.close()
    print(said(p.is_alive), said(p.join))
    doubler = Doubler(21, queue)
    doubler.start()
    print(queue.get(), [child.name for child in active_children()] in ([], ["doubler"]))
    doubler.join()
    print(parent_process(), current_process().name, said(current_process().start))


if __name__ == "__main__":
    main()
