# Write a process as a class
from multiprocessing import Process


class Greeter(Process):
    def __init__(self, who):
        super().__init__(name=f'Greeter of {who}')
        self.who = who

    def run(self):
        print(f'{self.name}: hello, {self.who}')


if __name__ == '__main__':
    p = Greeter('Ada')
    p.run()
    p.start()
    p.join()
