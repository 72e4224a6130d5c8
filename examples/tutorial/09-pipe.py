# Talk through a pipe
from multiprocessing import Pipe, Process


def answer(far):
    question = far.recv()
    far.send(f'You asked: {question}')
    far.send('That is all.')
    far.close()


if __name__ == '__main__':
    near, far = Pipe()
    p = Process(target=answer, args=(far,))
    p.start()
    near.send('how are you?')
    print(near.recv())
    print(near.recv())
    p.join()
