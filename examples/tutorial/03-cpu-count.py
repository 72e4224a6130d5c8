# Count the processors
from multiprocessing import cpu_count

if __name__ == '__main__':
    print(f'The number of CPU currently working in system : {cpu_count()}')
