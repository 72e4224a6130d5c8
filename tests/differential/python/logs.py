"""The library's own log."""
import logging
import sys
from multiprocessing import Process, get_logger, log_to_stderr, util


def work():
    get_logger().warning("from the child")


class Child(Process):
    def run(self):
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter(util.DEFAULT_LOGGING_FORMAT))
        get_logger().addHandler(handler)
        get_logger().setLevel("WARNING")
        work()


def main():
    logger = get_logger()
    print(logger.name, logger.level, logger is get_logger(), util.DEFAULT_LOGGING_FORMAT)
    p = Child(name="worker")
    p.start()
    p.join()
    sys.stdout.flush()
    stderr, sys.stderr = sys.stderr, sys.stdout
    try:
        log_to_stderr(logging.INFO)
    finally:
        sys.stderr = stderr
    logger.debug("not this")
    logger.info("hello %d", 5)
    logger.log(22, "between")
    util.sub_warning("a sub-warning"), util.sub_debug("not this")
    logger.error("error")
    print(logger.level, util.SUBDEBUG, util.SUBWARNING, [type(handler).__name__ for handler in logger.handlers])
    logger.handlers.clear()
    logger.setLevel(logging.NOTSET)
    util._log_to_stderr = False


if __name__ == "__main__":
    main()
