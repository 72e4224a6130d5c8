"""What Python has on a machine and cannot have here says so, and what to do instead."""
import errno
import os
import socket
import subprocess
import sys
from importlib.abc import MetaPathFinder
from multiprocessing import context

_PROGRAMS = "Scripts of the lab cannot start other programs; use multiprocessing.Process for work of your own"
_NETWORK = "Scripts of the lab have no network; processes of one run reach each other by multiprocessing's Pipe, Queue, Listener or Client"
_MODULE = "No module named {name!r}. Scripts of the lab have Python's standard library and the .py files beside them, no other packages"
_STANDARD = "No module named {name!r}. It needs a part of the operating system or a library in C that the lab's Python is without"
_FORK = "cannot find context for {method!r}: the lab's Python cannot copy a running process; use 'spawn', which every system has"


def _refuse(number, sentence):
    def refuse(*_, **__):
        raise OSError(number, sentence)

    return refuse


class _LastFinder(MetaPathFinder):
    """Asked when nobody else has found a module: says why an import fails; who only asks whether it is there hears no."""

    def find_spec(self, name, path, target=None):
        is_import = sys._getframe(2).f_code.co_name == "_find_and_load_unlocked"
        if not is_import or path is not None:
            return None
        sentence = _STANDARD if name in sys.stdlib_module_names else _MODULE
        raise ModuleNotFoundError(sentence.format(name=name), name=name)


class _Contexts(dict):
    """Contexts by start method. CPython: `context._concrete_contexts`."""

    def __missing__(self, method):
        if method in ("fork", "forkserver"):
            raise ValueError(_FORK.format(method=method))
        raise KeyError(method)


def install():
    # Pyodide's own finders say how to download what is missing.
    sys.meta_path[:] = [one for one in sys.meta_path if type(one).__name__ != "UnvendoredStdlibFinder"]
    sys.meta_path.append(_LastFinder())
    for name in ("connect", "connect_ex", "bind", "listen", "sendto"):
        setattr(socket.socket, name, _refuse(errno.ENETDOWN, _NETWORK))
    socket.getaddrinfo = socket.gethostbyname = _refuse(errno.ENETDOWN, _NETWORK)
    no_programs = _refuse(errno.ENOTSUP, _PROGRAMS)
    subprocess.Popen.__init__ = no_programs
    for name in ("system", "popen", "fork", "execv", "execve", "posix_spawn"):
        setattr(os, name, no_programs)
    context._concrete_contexts = _Contexts(context._concrete_contexts)
