# Put one proxy into another
from multiprocessing import Manager, Process


def buy(baskets, who, what):
    basket = baskets[who]
    basket.append(what)


if __name__ == '__main__':
    with Manager() as manager:
        mine = manager.list(['apples'])
        baskets = manager.dict()
        baskets['me'] = mine
        baskets['you'] = manager.list()

        for who, what in {'me': 'pears', 'you': 'plums'}.items():
            p = Process(target=buy, args=(baskets, who, what))
            p.start()
            p.join()

        print(', '.join(mine))
        for who, basket in baskets.items():
            print(f'{who}: {", ".join(basket)}')
