"""
Runs tests of CPython's own suite in the lab, as `Lib/test/test_multiprocessing_spawn` does, and prints what became of
each as a line of JSON. Arguments: the folder that holds the suite's package `test`, then `list`, or the tests as `Class.test`.
"""
import json
import sys

#: Begins a line that is for tests/python/suite.mjs; whatever else is printed is the tests' own.
MARK = "\x1e"


def tell(**what):
    sys.__stdout__.write(f"\n{MARK}{json.dumps(what)}\n")
    sys.__stdout__.flush()


def modules():
    """The modules of the suite for the start method spawn, each with the classes that it makes."""
    import importlib

    for name in ("processes", "threads", "manager", "misc"):
        yield importlib.import_module(f"test.test_multiprocessing_spawn.test_{name}")


def all_tests():
    import unittest

    for module in modules():
        for name, of in vars(module).items():
            if isinstance(of, type) and issubclass(of, unittest.TestCase):
                for method in unittest.TestLoader().getTestCaseNames(of):
                    tell(type="test", module=module.__name__, test=f"{name}.{method}")


def run(module, names):
    import unittest

    class Telling(unittest.TestResult):
        """Says what begins and what came of it; the traceback's last line as the reason."""

        def startTest(self, test):
            super().startTest(test)
            tell(type="begins", test=name_of(test))
            self.verdict = ("passed", "")

        def stopTest(self, test):
            super().stopTest(test)
            tell(type="ended", test=name_of(test), verdict=self.verdict[0], reason=self.verdict[1])

        def is_part(self, test):
            """Whether it is no test of its own but the preparation of a class or a module."""
            return not isinstance(test, unittest.TestCase)

        def found(self, test, verdict, reason):
            if self.is_part(test):
                of = test.id().partition(f"({module}.")[2].rstrip(")")
                tell(type="whole", of=of, verdict=verdict, reason=reason)
            else:
                self.verdict = (verdict, reason)

        def addSkip(self, test, reason):
            super().addSkip(test, reason)
            self.found(test, "skipped", reason)

        def addFailure(self, test, err):
            super().addFailure(test, err)
            self.failed(test, "failed", err)

        def addError(self, test, err):
            super().addError(test, err)
            self.failed(test, "error", err)

        def addSubTest(self, test, subtest, err):
            super().addSubTest(test, subtest, err)
            if err is not None:
                self.failed(test, "failed", err)

        def failed(self, test, verdict, err):
            sys.__stderr__.write(f"{test}:\n{self._exc_info_to_string(err, test)}\n")
            self.found(test, verdict, f"{err[0].__name__}: {err[1]}")

        def addExpectedFailure(self, test, err):
            super().addExpectedFailure(test, err)
            self.verdict = ("expected", f"{err[0].__name__}: {err[1]}")

    def name_of(test):
        return test.id().removeprefix(f"{module}.")

    unittest.TestLoader().loadTestsFromNames([f"{module}.{name}" for name in names]).run(Telling())


if __name__ == "__main__":
    suite, what, *names = sys.argv[1:]
    sys.path.insert(0, suite)
    sys.dont_write_bytecode = False
    if what == "list":
        all_tests()
    else:
        run(what, names)
