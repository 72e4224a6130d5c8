// Put one proxy into another
// Watch the processes: a change of the inner list is seen through the outer
// dictionary, since both names stand for one list in the manager.
import { Manager, Process, type DictProxy, type ListProxy } from 'multiprocessing'

type Basket = ListProxy<string>

async function buy(baskets: DictProxy<string, Basket>, who: string, what: string) {
  const basket = await baskets.get(who)
  await basket?.append(what)
}

if (import.meta.main) {
  await using manager = Manager()
  const mine = await manager.list(['apples'])
  const baskets = await manager.dict<string, Basket>()
  await baskets.set('me', mine)
  await baskets.set('you', await manager.list<string>())

  for (const [who, what] of Object.entries({ me: 'pears', you: 'plums' })) {
    const p = new Process({ target: buy, args: [baskets, who, what] })
    p.start()
    await p.join()
  }

  console.log((await mine.copy()).join(', '))
  for (const [who, basket] of await baskets.items()) console.log(`${who}: ${(await basket.copy()).join(', ')}`)
}
