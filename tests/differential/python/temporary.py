"""Files in the machine's folder for temporary ones, which another process reads and writes; what threads are to the system."""
import os
import pathlib
import tempfile
import threading
from multiprocessing import Pool, Process


def write(folder):
    pathlib.Path(folder, "child").write_text("written by the child")


def read(name):
    with open(name, "rb") as file:
        return file.read()


def native():
    ids = []
    thread = threading.Thread(target=lambda: ids.append(threading.get_native_id()))
    thread.start()
    thread.join()
    main = threading.main_thread()
    return main.native_id == threading.get_native_id() == os.getpid(), thread.native_id == ids[0] != main.native_id


def main():
    with tempfile.TemporaryDirectory(prefix="lab-") as folder:
        child = Process(target=write, args=(folder,))
        child.start()
        child.join()
        print(child.exitcode, sorted(os.listdir(folder)), pathlib.Path(folder, "child").read_text())
    print(os.path.exists(folder))
    with tempfile.NamedTemporaryFile(dir=tempfile.gettempdir()) as file:
        file.write(b"\x00kept\xff")
        file.flush()
        with Pool(2) as pool:
            print(pool.map(read, [file.name] * 2))
    print(os.path.exists(file.name))
    with Pool(1) as pool:
        print(native(), pool.apply(native))


if __name__ == "__main__":
    main()
