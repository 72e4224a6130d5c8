"""`sys.stdin` of the script: lines that are typed where the run is shown. CPython: that of a terminal."""
import io
import sys

from . import turns
from .kernel import kernel


class _Typed(io.RawIOBase):
    """CPython: `io.FileIO` of descriptor 0."""

    def __init__(self):
        self._rest = b""

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self._rest:
            line = turns.run_until(kernel.readLine())
            if line is None:
                return 0
            self._rest = f"{line}\n".encode()
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def install():
    """Children close theirs, as CPython's do."""
    sys.stdin = io.TextIOWrapper(io.BufferedReader(_Typed()), encoding="utf-8")
    sys.stdin.mode = "r"
