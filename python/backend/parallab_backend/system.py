"""The names of `os` and `time` that ask the operating system for what Pyodide has none of."""
import os
import time

from . import turns
from .kernel import kernel

#: Of this process; set once it is one of a run.
here = {"pid": 1, "ppid": 0, "processors": 1}

# Before `multiprocessing.util` is imported, which keeps it.
os.getpid = lambda: here["pid"]
os.getppid = lambda: here["ppid"]
os.cpu_count = os.process_cpu_count = lambda: here["processors"]


def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if seconds > 0:
        turns.waiting(kernel.sleep, kernel.sleepLater, seconds=float(seconds))
    else:
        turns.give_turn()


def share_clock():
    """`time.monotonic` and `time.perf_counter` count from the machine's start, not this process's, as on Linux."""
    offset = kernel.monotonic() - time.monotonic()
    nanoseconds = round(offset * 1e9)
    clock, clock_ns = time.monotonic, time.monotonic_ns
    time.monotonic = time.perf_counter = lambda: clock() + offset
    time.monotonic_ns = time.perf_counter_ns = lambda: clock_ns() + nanoseconds


def _exit(code):
    kernel.end(code & 0xFF, "exit")


def install():
    time.sleep = sleep
    os._exit = _exit
