"""Everything that a process of a run imports, in the order in which the parts take each other's names."""
# isort: skip_file
from . import system
from . import threads
import multiprocessing.connection
import multiprocessing.context
import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.spawn
import multiprocessing.synchronize
import collections, json, linecache, math, pickle, queue, random, runpy, traceback
from . import connections, processes

multiprocessing.context._tls = threads.threading.local()
system.install()
connections.install()
processes.install()
