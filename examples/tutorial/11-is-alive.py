# Ask whether a process is alive
from multiprocessing import Event, Process


def wait_for(signal):
    signal.wait()


def tell(when, p):
    code = 'none yet' if p.exitcode is None else p.exitcode
    print(f'{when}: {"alive" if p.is_alive() else "not alive"}, exit code {code}')


if __name__ == '__main__':
    signal = Event()
    p = Process(target=wait_for, args=(signal,))
    tell('made', p)
    p.start()
    tell('started', p)
    p.join(0.1)
    tell('waited for 0.1 seconds', p)
    signal.set()
    p.join()
    tell('ended', p)
