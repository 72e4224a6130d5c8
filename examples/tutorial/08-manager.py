# Keep a list in a manager
from multiprocessing import Manager

if __name__ == '__main__':
    with Manager() as manager:
        squares = manager.list([i * i for i in range(10)])
        print(str(squares))
        print(repr(squares))
        print(squares[4])
        print(squares[2:5])
