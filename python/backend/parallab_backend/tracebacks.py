"""Tracebacks without what CPython does not have: frames of the back-end, of the interpreter's JavaScript, of `runpy`."""
import os
import sys
import traceback

#: Where the back-end lies; a script's own packages do not.
_BACKEND = os.path.dirname(os.path.dirname(__file__)) + "/"
_HIDDEN = (_BACKEND, "/lib/python313.zip/pyodide/", "/lib/python313.zip/_pyodide/", "node:", "wasm:", "<frozen runpy>")
_JAVASCRIPT = (".cjs", ".js", ".mjs")

_extract = traceback.StackSummary._extract_from_extended_frame_gen.__func__


def is_shown(file):
    return not file.startswith(_HIDDEN) and not file.endswith(_JAVASCRIPT)


def _extract_shown(cls, frames, **options):
    return _extract(cls, (one for one in frames if is_shown(one[0].f_code.co_filename)), **options)


def _unraisablehook(args):
    """CPython: `sys.__unraisablehook__`, which prints frames without asking `traceback`."""
    message = args.err_msg or "Exception ignored in"
    sys.stderr.write(f"{message}:\n" if args.object is None else f"{message}: {args.object!r}\n")
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, chain=False)


def install():
    """Whoever prints a traceback asks `StackSummary` for its frames: `print_exc`, `sys.excepthook`, a pool's worker."""
    traceback.StackSummary._extract_from_extended_frame_gen = classmethod(_extract_shown)
    sys.unraisablehook = _unraisablehook
