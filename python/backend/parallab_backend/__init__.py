"""What stands under CPython's own multiprocessing where CPython has C code and an operating system."""
