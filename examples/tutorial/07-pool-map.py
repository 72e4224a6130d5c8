# Map a function over a list
from multiprocessing import Pool


def fun(n):
    return n * n


if __name__ == '__main__':
    with Pool(4) as pool:
        results = pool.map(fun, [1, 2, 3, 4, 5])
        print(results)
