# Wait until every task is done
from multiprocessing import JoinableQueue, Process


def work(tasks):
    while (n := tasks.get()) is not None:
        print(f'task {n} is done')
        tasks.task_done()
    print('nothing more to do')


if __name__ == '__main__':
    tasks = JoinableQueue()
    p = Process(target=work, args=(tasks,))
    p.start()
    for n in range(1, 5):
        tasks.put(n)
    tasks.join()
    tasks.put(None)
    p.join()
    print('all tasks are done')
