"""What a Python process does, from the first line of its script to its end. CPython: `Py_Main` and `spawn._main`."""
import atexit
import builtins
import functools
import io
import json
import linecache
import os
import random
import runpy
import sys
import threading
import traceback
import types

from . import imported
from .kernel import attach, kernel
from .sites import script
from .system import here, share_clock
from multiprocessing import process, reduction, spawn, util


@functools.cache
def _part_from_snapshot():
    """What is this process's own, once: its clock, and its chance."""
    share_clock()
    random.seed()


def rehearse():
    """What every process does first, done by a spare that waits: WebAssembly compiles a function at its first call."""
    _part_from_snapshot()
    json.loads(json.dumps(here))
    runpy.run_path(os.path.join(os.path.dirname(__file__), "__init__.py"))
    payload = io.BytesIO()
    reduction.dump({"log_to_stderr": False, "authkey": b"", "name": ""}, payload)
    reduction.dump(functools.partial(rehearse), payload)
    payload.seek(0)
    reduction.pickle.load(payload)
    reduction.pickle.load(payload)


def run(description, payload):
    """Runs the script, or the process that the payload describes, and ends this process."""
    me = json.loads(description)
    here.update({name: me[name] for name in here})
    _part_from_snapshot()
    script.update(file=me["file"], text=me["text"])
    linecache.cache[me["file"]] = (len(me["text"]), None, me["text"].splitlines(True), me["file"])
    runpy._get_code_from_file = _code_of
    os.chdir(me["cwd"])
    if me["temporary"] != "/tmp":
        os.environ["TMPDIR"] = me["temporary"]
    process.current_process()._config.update(
        authkey=process.AuthenticationString(os.urandom(32)),
        # For the addresses of pipes, which are no files here: nothing that a killed process could leave behind.
        tempdir=os.environ["HOME"],
    )
    exitcode, reason = _run_script(me["argv"]) if payload is None else _run_child(payload.to_bytes())
    if not _finalize():
        exitcode, reason = 120, "exit"
    kernel.end(exitcode & 0xFF, reason)


def _finalize():
    """CPython: the first steps of `Py_FinalizeEx`. Returns whether all that was printed has been written."""
    threading._shutdown()
    atexit._run_exitfuncs()
    try:
        util._flush_std_streams()
    except OSError as error:
        sys.stderr.write(f"Exception ignored in: {sys.stdout!r}\n{type(error).__name__}: {error}\n")
        return False
    return True


def _code_of(path):
    if str(path) == script["file"]:
        return compile(script["text"], script["file"], "exec")
    with io.open_code(path) as file:
        return compile(file.read(), path, "exec")


def _run_script(argv):
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=script["file"], __builtins__=builtins, __spec__=None)
    sys.modules["__main__"] = main
    sys.argv = [script["file"], *argv]
    sys.path.insert(0, os.path.dirname(script["file"]))
    process.ORIGINAL_DIR = os.getcwd()
    kernel.begun()
    try:
        exec(compile(script["text"], script["file"], "exec"), main.__dict__)
    except SystemExit as error:
        return _exit_code(error), "exit"
    except KeyboardInterrupt as error:
        _print(error)
        return 130, "interrupted"
    except BaseException as error:
        _print(error)
        return 1, "exception"
    return 0, "finished"


def _exit_code(error):
    if error.code is None or isinstance(error.code, int):
        return error.code or 0
    sys.stderr.write(f"{error.code}\n")
    return 1


def _print(error):
    """CPython: `PyErr_Print`, and `Py_RunMain` begins with the script's own frames."""
    _tell(error)
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != script["file"]:
        trace = trace.tb_next
    sys.excepthook(type(error), error.with_traceback(trace), trace)


def _tell(error):
    """Tells the lab where in the script an error was that nobody has caught."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == script["file"]]
    message = traceback.format_exception_only(error)[-1].strip()
    if isinstance(error, SyntaxError) and error.filename == script["file"]:
        kernel.uncaught(message, script["file"], error.lineno or 1, error.offset or 1)
    elif frames:
        kernel.uncaught(message, script["file"], frames[-1].lineno, (frames[-1].colno or 0) + 1)
    else:
        kernel.uncaught(message, None, 1, 1)


def _telling(run):
    """The `run` of a process whose error `Process._bootstrap` prints and forgets."""

    def told():
        try:
            run()
        except SystemExit:
            raise
        except BaseException as error:
            _tell(error)
            raise

    return told


def _run_child(payload):
    source = io.BytesIO(payload)
    parent = kernel.parent()
    process.current_process()._inheriting = True
    try:
        spawn.prepare(reduction.pickle.load(source))
        child = reduction.pickle.load(source)
        kernel.arrived()
    except BaseException as error:
        _tell(error)
        traceback.print_exc()
        return 1, "exception"
    finally:
        del process.current_process()._inheriting
    child.run = _telling(child.run)
    exitcode = child._bootstrap(parent)
    return exitcode, "finished" if exitcode == 0 else "exception" if exitcode == 1 else "exit"
