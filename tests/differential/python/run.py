"""Runs the scripts beside it whose names it is given, one after the other, each begun by a line with its name."""
import importlib
import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    for name in sys.argv[1:]:
        print(f"== {name}", flush=True)
        importlib.import_module(name).main()
        sys.stdout.flush()
