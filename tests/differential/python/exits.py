"""How processes end, and what their exit codes say."""
import os
import sys
import time
from multiprocessing import Event, Process

from said import said


def leave(how):
    sys.stderr = open(os.devnull, "w")
    if how == "raise":
        raise ValueError("uncaught")
    if how == "_exit":
        os._exit(7)
    if how != "return":
        sys.exit(how)


def stay(up):
    up.set()
    time.sleep(60)


def main():
    for how in ("return", None, 0, 3, "a text", True, "raise", "_exit"):
        p = Process(target=leave, args=(how,))
        p.start()
        p.join()
        print(repr(how), p.exitcode)
    for act in ("terminate", "kill"):
        up = Event()
        p = Process(target=stay, args=(up,))
        p.start()
        up.wait()
        p.join(0.01)
        print(act, p.exitcode, p.is_alive(), said(p.close))
        getattr(p, act)()
        p.join()
        print(act, p.exitcode, p.is_alive())


if __name__ == "__main__":
    main()
