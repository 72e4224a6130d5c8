"""What the peers in Python share. Imported inside main() only, so that spawned children stay light."""
import json
import time


def now():
    """Milliseconds of the machine's monotonic clock."""
    return time.monotonic_ns() / 1e6


def timed(work):
    begin = now()
    work()
    return now() - begin


def repeated(times, measure):
    return [measure() for _ in range(times)]


def report(figure, samples):
    print(json.dumps({'figure': figure, 'samples': samples}), flush=True)
