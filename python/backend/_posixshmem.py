"""CPython's `_posixshmem`: memory with a name in the run."""
import os

from parallab_backend.kernel import JsException, kernel, python_error


#: What Linux says; the errors of Pyodide's own files have other numbers.
_WORDS = {FileExistsError: (17, "File exists"), FileNotFoundError: (2, "No such file or directory")}


def shm_open(path, flags, mode=0o777):
    """A descriptor that `multiprocessing.shared_memory` alone understands, see `parallab_backend.memory`."""
    if flags & os.O_CREAT and not flags & os.O_EXCL:
        try:
            return _opened(path, False)
        except FileNotFoundError:
            pass
    return _opened(path, bool(flags & os.O_CREAT))


def _opened(path, is_new):
    return _named(path, lambda name: kernel.openMemory(name, is_new))


def shm_unlink(path):
    _named(path, kernel.unlinkMemory)


def _named(path, function):
    name = path.removeprefix("/")
    if "\0" in name:
        raise ValueError("embedded null character")
    if not name or "/" in name:
        raise OSError(22, "Invalid argument", path)
    try:
        return function(name)
    except JsException as error:
        failure = python_error(error)
        words = _WORDS.get(type(failure))
        raise failure if words is None else type(failure)(*words, path) from None
