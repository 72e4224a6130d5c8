"""manager.py: a client's calls of a manager's list and dictionary, one after another"""
import multiprocessing

RUNS = 5
CALLS = 5000


def client(list, dict):
    from figure import repeated, report, timed

    def rate(figure, call):
        def calls():
            for i in range(CALLS):
                call(i)

        calls()
        report(figure, repeated(RUNS, lambda: CALLS * 1000 / timed(calls)))

    rate('manager.append', list.append)
    rate('manager.set', lambda i: dict.__setitem__(i, i))
    rate('manager.get', lambda i: dict[i])


def main():
    context = multiprocessing.get_context('spawn')
    with context.Manager() as manager:
        list, dict = manager.list(), manager.dict()
        child = context.Process(target=client, args=(list, dict))
        child.start()
        child.join()
        assert len(list) == CALLS * (RUNS + 1) and len(dict) == CALLS


if __name__ == '__main__':
    main()
