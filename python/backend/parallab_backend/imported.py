"""Everything that a process of a run imports, in the order in which the parts take each other's names."""
# isort: skip_file
from . import system
from . import threads
from . import absent, connections, memory, processes, signals, stdin, tracebacks

system.install()
connections.install()
memory.install()
processes.install()
signals.install()
stdin.install()
tracebacks.install()
absent.install()

import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.sharedctypes
import multiprocessing.synchronize
import collections, concurrent.futures.process, ctypes, json, linecache, math, pickle, pkgutil, queue, random, runpy, traceback

from . import calls, shared, tasks

shared.install()
tasks.install()
calls.install()

multiprocessing.context._tls = threads.threading.local()
